using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Time;

namespace Polychron.Domain.Reports;

/// <summary>
/// Folds entries, or the changes of entries, into cells of one zone's days. The result depends neither on the order nor on
/// how the changes are split between folds whose cells are added later.
/// </summary>
/// <param name="zone">The zone of the days.</param>
public sealed class CellFold(DateTimeZone zone)
{
    private readonly LocalDays _days = new(zone);
    private readonly Dictionary<CellKey, CellSums> _sums = [];

    /// <summary>The cells that are not zero, in no order. Of a fold of changes, sums may be negative.</summary>
    public IReadOnlyList<Cell> Cells => [.. _sums.Where(sum => !sum.Value.IsZero).Select(sum => new Cell(sum.Key, sum.Value))];

    /// <summary>The cell of an entry, for who wants to look at it before it is added.</summary>
    public Cell CellOf(Entry entry, long seconds) => Cell.Of(entry, _days.Of(entry.Start), seconds);

    /// <summary>Adds a cell.</summary>
    public void Add(Cell cell) => _sums[cell.Key] = _sums.GetValueOrDefault(cell.Key) + cell.Sums;

    /// <summary>Takes a cell away.</summary>
    public void Subtract(Cell cell) => Add(cell with { Sums = -cell.Sums });

    /// <summary>
    /// Applies a record of the log: takes away what an entry was and adds what it is. The current run of a timer is in neither;
    /// it counts when it stops, and until then a reader adds it (see <see cref="AddRun"/>). Records of other kinds change nothing.
    /// </summary>
    public void Apply(LogRecord record)
    {
        if (record.Before is Entry before)
        {
            Subtract(CellOf(before, before.DurationSeconds));
        }

        if (record.After is Entry after)
        {
            Add(CellOf(after, after.DurationSeconds));
        }
    }

    /// <summary>Takes a record of the log back: cells as of it become cells as of the one before.</summary>
    public void Undo(LogRecord record) => Apply(record with { Before = record.After, After = record.Before });

    /// <summary>Adds what the current run of an entry that was applied as of its last record makes of it at a moment.</summary>
    public void AddRun(Entry running, Instant now)
    {
        Subtract(CellOf(running, running.DurationSeconds));
        Add(CellOf(running, running.SecondsAt(now)));
    }
}
