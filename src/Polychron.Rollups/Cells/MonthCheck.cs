using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.Rollups.Cells;

/// <summary>What a month's cells should be, compared with what they are.</summary>
/// <param name="At">The checkpoint as of which they were compared.</param>
/// <param name="Drift">What has to be added to them to make them exact: nothing, unless they are wrong or not built yet.</param>
/// <param name="Compared">How many cells were compared.</param>
internal sealed record MonthFindings(RollupCheckpoint At, CellChanges Drift, int Compared)
{
    /// <summary>How many cells are wrong.</summary>
    public int Drifted => Drift.Days.Count + Drift.Months.Count;
}

/// <summary>Builds a month's cells anew from the entries and compares them with the kept ones, while writes and compactions go on.</summary>
internal sealed class MonthCheck(IWorkspaceLog log, IRollupStore store)
{
    /// <summary>Compares a month as of a checkpoint; null if the cells moved on while they were read.</summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="checkpoint">The checkpoint, read before; its zone is known.</param>
    /// <param name="month">The month's first day.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public async Task<MonthFindings?> RunAsync(
        long workspaceId, RollupCheckpoint checkpoint, LocalDate month, CancellationToken cancellation)
    {
        var next = month.PlusMonths(1);
        var days = await store.ReadCellsAsync(
            workspaceId, new CellRange(checkpoint.Generation, CellGrain.Day, month, next), cancellation);
        var months = await store.ReadCellsAsync(
            workspaceId, new CellRange(checkpoint.Generation, CellGrain.Month, month, next), cancellation);
        if (Math.Max(days.AsOf, months.AsOf) > checkpoint.Sequence)
        {
            return null;
        }

        var exact = await BuildAsync(workspaceId, checkpoint, month, next, cancellation);
        return new MonthFindings(
            checkpoint,
            new CellChanges(Difference(exact, days.Cells), Difference(exact.ToMonths(), months.Cells)),
            exact.Count + days.Cells.Count + months.Cells.Count);
    }

    private async Task<IReadOnlyList<Cell>> BuildAsync(
        long workspaceId, RollupCheckpoint checkpoint, LocalDate month, LocalDate next, CancellationToken cancellation)
    {
        var zone = Zones.Stored(checkpoint.Zone!);
        var view = await log.OpenAsync(workspaceId, cancellation);
        var scan = new EntryScan(EntryIndex.Everyone)
        {
            From = Zones.StartOfDay(month, zone),
            To = Zones.StartOfDay(next, zone),
        };
        var entries = await EntriesAsOf.ReadAsync(
            view, scan, checkpoint.Sequence, (after, stop) => log.ReadLogAsync(workspaceId, after, int.MaxValue, stop), cancellation);
        var fold = new CellFold(zone);
        foreach (var entry in entries)
        {
            fold.Add(fold.CellOf(entry, entry.DurationSeconds));
        }

        return fold.Cells;
    }

    private static List<Cell> Difference(IReadOnlyList<Cell> exact, IReadOnlyList<Cell> kept)
    {
        var difference = exact.ToDictionary(cell => cell.Key, cell => cell.Sums);
        foreach (var cell in kept)
        {
            difference[cell.Key] = difference.GetValueOrDefault(cell.Key) - cell.Sums;
        }

        return [.. difference.Where(cell => !cell.Value.IsZero).Select(cell => new Cell(cell.Key, cell.Value))];
    }
}
