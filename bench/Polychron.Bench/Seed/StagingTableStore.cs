using System.Globalization;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Bench.Seed;

/// <summary>
/// Holds the rows of the seed until all are there, and then copies them into a store in full batches. Tens of thousands of
/// writes would otherwise each wait for the disk; what ends up in the store is the same.
/// </summary>
internal sealed class StagingTableStore : ITableStore
{
    private const int BatchesAtOnce = 400;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Table, string Partition), Dictionary<string, StagedRow>> _partitions = [];
    private long _version;

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            return Task.FromResult(Rows(table, partition).TryGetValue(row, out var found) ? found.ToRow(row) : null);
        }
    }

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            // All of it in one page: the ranges that seeding reads are small.
            var order = KeyOrder.Instance;
            return Task.FromResult(new RowPage(
                [
                    .. Rows(range.Table, range.Partition)
                        .Where(row => order.Compare(row.Key, range.From) >= 0 && order.Compare(row.Key, range.To) < 0)
                        .OrderBy(row => row.Key, order)
                        .Select(row => row.Value.ToRow(row.Key)),
                ],
                null));
        }
    }

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        lock (_gate)
        {
            var rows = Rows(batch[0].Table, batch[0].Partition);
            var etags = new string?[batch.Count];
            for (var i = 0; i < batch.Count; i++)
            {
                etags[i] = Write(rows, batch[i], i);
            }

            return Task.FromResult<IReadOnlyList<string?>>(etags);
        }
    }

    /// <summary>Copies the rows into an empty store, in the order in which they were first written.</summary>
    public async Task CopyToAsync(ITableStore target)
    {
        foreach (var ((table, partition), rows) in _partitions)
        {
            var writes = rows.OrderBy(row => row.Value.Order)
                .Select(row => new RowWrite(RowAction.Insert, table, partition, row.Key, row.Value.Data));
            foreach (var group in Batches(writes).Chunk(BatchesAtOnce))
            {
                await Task.WhenAll(group.Select(batch => target.CommitAsync(batch)));
            }
        }
    }

    private static IEnumerable<List<RowWrite>> Batches(IEnumerable<RowWrite> writes)
    {
        // Half of the bytes that a batch may have, which leaves room for the keys.
        var batch = new List<RowWrite>();
        var bytes = 0;
        foreach (var write in writes)
        {
            if (batch.Count == TableLimits.MaxBatchRows || bytes + write.Data.Length > TableLimits.MaxBatchBytes / 2)
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(write);
            bytes += write.Data.Length;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private string? Write(Dictionary<string, StagedRow> rows, in RowWrite write, int position)
    {
        var exists = rows.TryGetValue(write.Row, out var old);
        var conflict = write.Action switch
        {
            RowAction.Insert when exists => RowConflict.AlreadyExists,
            RowAction.Replace or RowAction.Delete when !exists => RowConflict.NotFound,
            RowAction.Replace or RowAction.Delete when write.ETag is { } etag && etag != old.ETag => RowConflict.ETagMismatch,
            _ => (RowConflict?)null,
        };
        if (conflict is { } refused)
        {
            // One writer seeds: a conflict is a mistake in the seed.
            throw new InvalidOperationException($"Write {position} of '{write.Row}' meets {refused}.");
        }

        if (write.Action == RowAction.Delete)
        {
            rows.Remove(write.Row);
            return null;
        }

        var version = ++_version;
        rows[write.Row] = new StagedRow(exists ? old.Order : version, version, write.Data);
        return rows[write.Row].ETag;
    }

    private Dictionary<string, StagedRow> Rows(string table, string partition)
    {
        if (!_partitions.TryGetValue((table, partition), out var rows))
        {
            _partitions[(table, partition)] = rows = new Dictionary<string, StagedRow>(StringComparer.Ordinal);
        }

        return rows;
    }

    private readonly record struct StagedRow(long Order, long Version, ReadOnlyMemory<byte> Data)
    {
        public string ETag => Version.ToString(CultureInfo.InvariantCulture);

        public TableRow ToRow(string key) => new(key, Data, ETag);
    }
}
