using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>Turns log records into the rows that they change.</summary>
internal interface IRowPlanner
{
    /// <summary>Adds the rows of the changes to a plan.</summary>
    void Plan(IReadOnlyList<LogRecord> records, Tallies tallies, RowPlan plan);
}

/// <summary>
/// The rows that a commit changes, each at most once. The same records always give the same plan in the same order, so that
/// a large write can be carried on by another instance.
/// </summary>
internal sealed class RowPlan
{
    private readonly SortedDictionary<string, ReadOnlyMemory<byte>?> _rows = new(StringComparer.Ordinal);

    /// <summary>The row exists before and is no longer wanted, unless something else puts it.</summary>
    public void Remove(string row) => _rows.TryAdd(row, null);

    /// <summary>The row has this value afterwards.</summary>
    public void Put(string row, ReadOnlyMemory<byte> data) => _rows[row] = data;

    /// <summary>The writes, in order of their keys.</summary>
    public List<RowWrite> ToWrites(string table, string partition)
    {
        var writes = new List<RowWrite>(_rows.Count);
        foreach (var (row, data) in _rows)
        {
            writes.Add(data is { } value
                ? new RowWrite(RowAction.Upsert, table, partition, row, value)
                : new RowWrite(RowAction.Delete, table, partition, row));
        }

        return writes;
    }

    /// <summary>The first and last image of each entity that the records change: what lies between is in the log alone.</summary>
    public static IEnumerable<(Entity? Before, Entity? After)> Collapse(IReadOnlyList<LogRecord> records)
    {
        if (records.Count == 1)
        {
            return [(records[0].Before, records[0].After)];
        }

        var images = new Dictionary<(EntityKind, long), (Entity? Before, Entity? After)>();
        foreach (var record in records)
        {
            var key = (record.Subject.Kind, record.Subject.Id);
            images[key] = images.TryGetValue(key, out var known) ? (known.Before, record.After) : (record.Before, record.After);
        }

        return images.Values;
    }
}
