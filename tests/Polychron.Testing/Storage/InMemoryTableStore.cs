using System.Globalization;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Testing.Storage;

/// <summary>
/// The table port said as plainly as possible, in memory: the model that the real stores are held against, and a fast
/// store for tests of what stands above the port.
/// </summary>
public sealed class InMemoryTableStore : ITableStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Table, string Partition), SortedDictionary<string, TableRow>> _partitions = [];
    private long _version;

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        KeyRules.CheckTable(table);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Rows(table, partition).GetValueOrDefault(row));
        }
    }

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        RangeRules.Check(range);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var rows = Rows(range.Table, range.Partition)
                .SkipWhile(row => KeyOrder.Instance.Compare(row.Key, range.From) < 0)
                .SkipWhile(row => range.Continuation is { } last && KeyOrder.Instance.Compare(row.Key, last) <= 0)
                .TakeWhile(row => KeyOrder.Instance.Compare(row.Key, range.To) < 0)
                .Select(row => range.KeysOnly ? row.Value with { Data = default } : row.Value)
                .Take(range.MaxRows + 1)
                .ToList();
            return Task.FromResult(rows.Count <= range.MaxRows
                ? new RowPage(rows, null)
                : new RowPage(rows[..range.MaxRows], rows[range.MaxRows - 1].Row));
        }
    }

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        BatchGuard.Check(batch);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var rows = Rows(batch[0].Table, batch[0].Partition);
            for (var i = 0; i < batch.Count; i++)
            {
                if (Conflict(batch[i], rows.GetValueOrDefault(batch[i].Row)) is { } conflict)
                {
                    return Task.FromException<IReadOnlyList<string?>>(new RowConflictException(conflict, i));
                }
            }

            _partitions[(batch[0].Table, batch[0].Partition)] = rows;
            return Task.FromResult<IReadOnlyList<string?>>([.. batch.Select(write => Write(rows, write))]);
        }
    }

    private static RowConflict? Conflict(RowWrite write, TableRow? row) => write.Action switch
    {
        RowAction.Upsert => null,
        RowAction.Insert => row is null ? null : RowConflict.AlreadyExists,
        _ when row is null => RowConflict.NotFound,
        _ when write.ETag is not null && write.ETag != row.ETag => RowConflict.ETagMismatch,
        _ => null,
    };

    private string? Write(SortedDictionary<string, TableRow> rows, RowWrite write)
    {
        if (write.Action == RowAction.Delete)
        {
            rows.Remove(write.Row);
            return null;
        }

        var etag = (++_version).ToString(CultureInfo.InvariantCulture);
        rows[write.Row] = new TableRow(write.Row, write.Data.ToArray(), etag);
        return etag;
    }

    private SortedDictionary<string, TableRow> Rows(string table, string partition)
        => _partitions.GetValueOrDefault((table, partition)) ?? new(KeyOrder.Instance);
}
