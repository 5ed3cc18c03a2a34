using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Fold;

/// <summary>What a run of records makes of the cells.</summary>
/// <param name="After">The checkpoint after them.</param>
/// <param name="Changes">The signed changes.</param>
/// <param name="Records">How many records there are.</param>
internal sealed record Folded(RollupCheckpoint After, CellChanges Changes, int Records);

/// <summary>Folds records of the log into changes of cells: takes away what each entry was and adds what it is.</summary>
internal static class LogFold
{
    /// <summary>How many different days one commit changes at most: a batch has room for a few packs of each, and of its months.</summary>
    private const int MaxDays = 80;

    /// <summary>
    /// Folds the first records, at most <paramref name="max"/>, that one commit can hold. It ends before a change of the
    /// workspace's zone, and such a record is folded alone: it begins a generation of cells of which none is exact yet.
    /// </summary>
    /// <param name="checkpoint">What the cells contain.</param>
    /// <param name="records">The records; at least one follows the checkpoint.</param>
    /// <param name="from">Where in the list the first of them is.</param>
    /// <param name="max">The most records to fold, 1 or more.</param>
    public static Folded Take(RollupCheckpoint checkpoint, IReadOnlyList<LogRecord> records, int from, int max)
    {
        var zone = checkpoint.Zone;
        var fold = new CellFold(Zones.Stored(zone ?? ""));
        var days = new LocalDays(Zones.Stored(zone ?? ""));
        var touched = new HashSet<LocalDate>();
        var hasEntries = false;
        var count = 0;
        foreach (var record in records.Skip(from).Take(max))
        {
            if (record.After is Workspace workspace && workspace.TimeZone != zone)
            {
                if (checkpoint.Sequence == 0 && !hasEntries)
                {
                    // The workspace's first record: there is nothing yet that would have days.
                    zone = workspace.TimeZone;
                    (fold, days) = (new CellFold(Zones.Stored(zone)), new LocalDays(Zones.Stored(zone)));
                }
                else if (count > 0)
                {
                    break;
                }
                else
                {
                    return new Folded(Restart(checkpoint, record.Sequence, workspace.TimeZone), CellChanges.None, 1);
                }
            }

            if (record.Subject is Entry)
            {
                hasEntries = true;
                zone ??= DateTimeZone.Utc.Id;
                foreach (var image in new[] { record.Before, record.After })
                {
                    if (image is Entry entry)
                    {
                        touched.Add(days.Of(entry.Start));
                    }
                }

                if (touched.Count > MaxDays && count > 0)
                {
                    break;
                }

                fold.Apply(record);
            }

            count++;
        }

        return new Folded(
            checkpoint with { Sequence = records[from + count - 1].Sequence, Zone = zone }, CellChanges.Of(fold.Cells), count);
    }

    /// <summary>A new generation of cells as of a sequence number: empty, and to be filled from the entries.</summary>
    public static RollupCheckpoint Restart(RollupCheckpoint checkpoint, long sequence, string? zone) => checkpoint with
    {
        Sequence = sequence,
        Zone = zone,
        Generation = checkpoint.Generation + 1,
        ExactFrom = RollupCheckpoint.NoMonth,
    };
}
