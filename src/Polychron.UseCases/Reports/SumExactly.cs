using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.UseCases.Reports;

/// <summary>The cells of a range of days as of one record of the workspace's log, durations rounded by the workspace's rule.</summary>
public static class SumExactly
{
    /// <summary>
    /// The cells that this member sees, as they were right after the view's last record. Writes that go on while the range is
    /// read are taken out again by their records' before images. A timer's current run counts when it stops.
    /// </summary>
    /// <remarks>
    /// Costs what <see cref="SumEntries"/> costs; where entries are read, one range query of the log more. The rounding of each
    /// entry by itself always reads them.
    /// </remarks>
    /// <exception cref="DomainException">An id of the filter names nothing that this member sees.</exception>
    public static async ValueTask<IReadOnlyList<Cell>> RunAsync(
        IWorkspaceLog log, IWorkspaceView view, Member member, SumEntries.Query query, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.IsEmpty || query.Last < query.First)
        {
            return [];
        }

        var rounding = view.Picture.Workspace?.EntryPolicy.Rounding ?? Rounding.None;
        var fold = new CellFold(query.Zone);
        if (rounding is { Mode: not RoundingMode.None, Scope: RoundingScope.Entry })
        {
            // A cell does not know how many parts its seconds have, and of what length.
            CellPlanner.Skip(view, EntriesReason.Detail);
        }
        else if (await SumEntries.FindKeptAsync(view, bound, Sums(query, rounding), cancellation).ConfigureAwait(false) is { } kept)
        {
            return Round(kept.Cells, rounding);
        }

        var entries = await EntriesAsOf.ReadAsync(
            view,
            SumEntries.Range(bound, query),
            view.Picture.Sequence,
            (after, stop) => log.ReadLogAsync(view.WorkspaceId, after, int.MaxValue, stop),
            cancellation).ConfigureAwait(false);
        foreach (var entry in entries)
        {
            var seconds = rounding.Scope == RoundingScope.Entry ? rounding.Apply(entry.DurationSeconds) : entry.DurationSeconds;
            var cell = fold.CellOf(entry, seconds);
            if (bound.Matches(cell.Key))
            {
                fold.Add(cell);
            }
        }

        return Round(fold.Cells, rounding);
    }

    // Rounding by day needs each day's cells.
    private static SumEntries.Query Sums(SumEntries.Query query, Rounding rounding) => query with
    {
        Now = null,
        Unit = rounding.Mode == RoundingMode.None ? query.Unit : CalendarUnit.Day,
    };

    private static IReadOnlyList<Cell> Round(IReadOnlyList<Cell> cells, Rounding rounding) =>
        rounding is { Mode: not RoundingMode.None, Scope: RoundingScope.DayAndProject }
            ? CellRounding.ByDayAndProject(cells, rounding)
            : cells;
}
