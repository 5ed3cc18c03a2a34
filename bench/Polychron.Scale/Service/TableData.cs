using System.Globalization;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.Service;

/// <summary>
/// The rows of an account's tables. As a store of its own it answers at once and without limits, to be filled before a run;
/// ranges are found by halving, since a run reads hundreds of thousands of them.
/// </summary>
internal sealed class TableData : ITableStore
{
    private static readonly Comparer<TableRow> ByKey =
        Comparer<TableRow>.Create((a, b) => KeyOrder.Instance.Compare(a.Row, b.Row));

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Table, string Partition), SortedSet<TableRow>> _partitions;
    private long _version;

    public TableData()
        : this([])
    {
    }

    private TableData(Dictionary<(string Table, string Partition), SortedSet<TableRow>> partitions) => _partitions = partitions;

    /// <summary>A copy that changes by itself.</summary>
    public TableData Copy()
    {
        lock (_gate)
        {
            return new TableData(_partitions.ToDictionary(part => part.Key, part => new SortedSet<TableRow>(part.Value, ByKey)))
            {
                _version = _version,
            };
        }
    }

    /// <inheritdoc />
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        KeyRules.CheckTable(table);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Find(_partitions.GetValueOrDefault((table, partition)), row));
        }
    }

    /// <inheritdoc />
    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        RangeRules.Check(range);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            return Task.FromResult(Read(range));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        BatchGuard.Check(batch);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var key = (batch[0].Table, batch[0].Partition);
            var rows = _partitions.GetValueOrDefault(key) ?? new SortedSet<TableRow>(ByKey);
            for (var i = 0; i < batch.Count; i++)
            {
                if (Conflict(batch[i], Find(rows, batch[i].Row)) is { } conflict)
                {
                    return Task.FromException<IReadOnlyList<string?>>(new RowConflictException(conflict, i));
                }
            }

            _partitions[key] = rows;
            var etags = new string?[batch.Count];
            for (var i = 0; i < etags.Length; i++)
            {
                etags[i] = Write(rows, batch[i]);
            }

            return Task.FromResult<IReadOnlyList<string?>>(etags);
        }
    }

    private RowPage Read(RowRange range)
    {
        // From the row that ended the page before, which was returned already, or from the beginning of the range.
        var from = range.Continuation is { } last && KeyOrder.Instance.Compare(last, range.From) >= 0 ? last : range.From;
        if (KeyOrder.Instance.Compare(from, range.To) >= 0
            || _partitions.GetValueOrDefault((range.Table, range.Partition)) is not { } partition)
        {
            return new RowPage([], null);
        }

        var rows = new List<TableRow>();
        foreach (var row in partition.GetViewBetween(Key(from), Key(range.To)))
        {
            if (row.Row == range.Continuation || row.Row == range.To)
            {
                continue;
            }

            if (rows.Count == range.MaxRows)
            {
                return new RowPage(rows, rows[^1].Row);
            }

            rows.Add(range.KeysOnly ? row with { Data = default } : row);
        }

        return new RowPage(rows, null);
    }

    private static RowConflict? Conflict(RowWrite write, TableRow? row) => write.Action switch
    {
        RowAction.Upsert => null,
        RowAction.Insert => row is null ? null : RowConflict.AlreadyExists,
        _ when row is null => RowConflict.NotFound,
        _ when write.ETag is not null && write.ETag != row.ETag => RowConflict.ETagMismatch,
        _ => null,
    };

    private string? Write(SortedSet<TableRow> rows, RowWrite write)
    {
        rows.Remove(Key(write.Row));
        if (write.Action == RowAction.Delete)
        {
            return null;
        }

        var row = new TableRow(write.Row, write.Data.ToArray(), (++_version).ToString(CultureInfo.InvariantCulture));
        rows.Add(row);
        return row.ETag;
    }

    private static TableRow? Find(SortedSet<TableRow>? rows, string key) =>
        rows is not null && rows.TryGetValue(Key(key), out var row) ? row : null;

    private static TableRow Key(string row) => new(row, default, "");
}
