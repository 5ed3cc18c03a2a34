using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>What a report needs to know of kept cells.</summary>
internal sealed record CellRequest
{
    /// <summary>The entries that it is over: the narrowest index with its bounds.</summary>
    public required EntryScan Scan { get; init; }

    /// <summary>Whether it tells days or weeks apart; months and longer otherwise.</summary>
    public required bool IsByDay { get; init; }

    /// <summary>Up to when timers that run count; null leaves their current run out.</summary>
    public required Instant? Now { get; init; }

    /// <summary>Which cells count.</summary>
    public required Func<CellKey, bool> Matches { get; init; }
}

/// <summary>
/// Answers a report from kept cells and the records after them, where they can answer it: whole months from months' cells,
/// other whole days from days' cells, and the parts of days at its edges from entries.
/// </summary>
internal static class CellPlanner
{
    /// <summary>The cells of a request as of one moment of the log, or null where entries have to be read.</summary>
    public static async ValueTask<PlannedCells?> FindAsync(
        IWorkspaceView view, CellRequest request, CancellationToken cancellation)
    {
        if (view.Cells is not { } reader)
        {
            return null;
        }

        var found = EntryCounts.OfIndex(view.Picture, request.Scan) <= reader.Limits.FewEntries
            ? Refusal(EntriesReason.FewEntries)
            : await ReadAsync(view, reader, request, cancellation).ConfigureAwait(false);
        reader.Plan = found.Plan;
        return found.Cells;
    }

    /// <summary>Notes that a report reads entries.</summary>
    public static void Skip(IWorkspaceView view, EntriesReason because)
    {
        if (view.Cells is { } reader)
        {
            reader.Plan = ReportPlan.Entries(because);
        }
    }

    private static async ValueTask<Found> ReadAsync(
        IWorkspaceView view, ICellReader reader, CellRequest request, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < reader.Limits.MaxAttempts; attempt++)
        {
            // The checkpoint first: cells that are read after it contain its records, and tell if they contain later ones.
            var checkpoint = await reader.ReadCheckpointAsync(cancellation).ConfigureAwait(false);
            var zoneId = view.Picture.Workspace?.TimeZone;
            if (zoneId is null || (checkpoint.Zone ?? zoneId) != zoneId)
            {
                return Refusal(EntriesReason.Zone);
            }

            var days = WholeDays.In(request.Scan, Zones.Stored(zoneId));
            if (days.IsEmpty)
            {
                return Refusal(EntriesReason.Range);
            }

            if (checkpoint.ExactFrom is { } exactFrom && days.First < exactFrom)
            {
                return Refusal(EntriesReason.Rebuilding);
            }

            var tail = Math.Abs(view.Picture.Sequence - checkpoint.Sequence);
            if (tail > reader.Limits.MaxTail)
            {
                return Refusal(EntriesReason.LogTail);
            }

            var parts = new DayParts(days.First, days.Next, request.IsByDay);
            var kept = await Task.WhenAll(
                parts.Ranges(checkpoint.Generation).Select(range => reader.ReadCellsAsync(range, cancellation))).ConfigureAwait(false);
            if (kept.Any(cells => cells.AsOf > checkpoint.Sequence))
            {
                continue;
            }

            var changes = await ChangesAsync(view, reader, checkpoint, parts, request, cancellation).ConfigureAwait(false);
            return new Found(
                new PlannedCells(view, Merge(kept, changes, request.Matches), days.Edges(request.Scan)),
                new ReportPlan
                {
                    Months = parts.Months,
                    Days = parts.Days,
                    Tail = tail,
                    Edges = days.Edges(request.Scan).Count,
                });
        }

        return Refusal(EntriesReason.Contention);
    }

    /// <summary>
    /// What the records from the checkpoint up to the picture, and the timers that run, add to the cells. Cells that have
    /// overtaken the picture are taken back to it by the same records.
    /// </summary>
    private static async ValueTask<Dictionary<CellKey, CellSums>> ChangesAsync(
        IWorkspaceView view,
        ICellReader reader,
        RollupCheckpoint checkpoint,
        DayParts parts,
        CellRequest request,
        CancellationToken cancellation)
    {
        var fold = new CellFold(Zones.Stored(view.Picture.Workspace!.TimeZone));
        var (from, to) = (checkpoint.Sequence, view.Picture.Sequence);
        var records = from == to ? [] : await reader.ReadLogAsync(Math.Min(from, to), cancellation).ConfigureAwait(false);
        foreach (var record in records.TakeWhile(record => record.Sequence <= Math.Max(from, to)))
        {
            if (from < to)
            {
                fold.Apply(record);
            }
            else
            {
                fold.Undo(record);
            }
        }

        foreach (var running in request.Now is null ? [] : view.Picture.Running.Values)
        {
            fold.AddRun(running, request.Now!.Value);
        }

        var changes = new Dictionary<CellKey, CellSums>();
        foreach (var cell in fold.Cells)
        {
            if (parts.KeyOf(cell.Key) is { } key)
            {
                changes[key] = changes.GetValueOrDefault(key) + cell.Sums;
            }
        }

        return changes;
    }

    private static List<Cell> Merge(KeptCells[] kept, Dictionary<CellKey, CellSums> changes, Func<CellKey, bool> matches)
    {
        var merged = new List<Cell>(kept.Sum(cells => cells.Cells.Count) + changes.Count);
        foreach (var cell in kept.SelectMany(cells => cells.Cells))
        {
            // A cell that the changes empty is a group that a reader of entries would not see.
            var sums = changes.Count > 0 && changes.Remove(cell.Key, out var change) ? cell.Sums + change : cell.Sums;
            if (!sums.IsZero && matches(cell.Key))
            {
                merged.Add(new Cell(cell.Key, sums));
            }
        }

        merged.AddRange(changes
            .Where(change => !change.Value.IsZero && matches(change.Key))
            .Select(change => new Cell(change.Key, change.Value)));
        return merged;
    }

    private static Found Refusal(EntriesReason because) => new(null, ReportPlan.Entries(because));

    private readonly record struct Found(PlannedCells? Cells, ReportPlan Plan);
}
