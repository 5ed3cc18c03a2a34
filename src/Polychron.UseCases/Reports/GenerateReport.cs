using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.UseCases.Reports;

/// <summary>
/// Sums entries by the columns that were asked for, from kept cells where those tell apart what is asked for. An entry counts
/// where it starts; one that runs counts so far.
/// </summary>
public static class GenerateReport
{
    /// <summary>What to report.</summary>
    public sealed record Query
    {
        /// <summary>Which entries.</summary>
        public required EntryFilter Filter { get; init; }

        /// <summary>The columns.</summary>
        public required ReportColumns Columns { get; init; }

        /// <summary>The deepest level of projects to tell apart, 0 for the roots; those below count towards their ancestor on it. Null tells all apart.</summary>
        public int? ProjectLevel { get; init; }

        /// <summary>How intervals are grouped.</summary>
        public TimespanGrouping Timespan { get; init; }

        /// <summary>The zone of the days, weeks, months and years.</summary>
        public required DateTimeZone Zone { get; init; }
    }

    /// <summary>Runs it. The lines are in no particular order.</summary>
    /// <exception cref="DomainException">A user or project of the filter does not exist for this member.</exception>
    public static async ValueTask<IReadOnlyCollection<ReportLine>> RunAsync(
        IWorkspaceView view, Member member, Query query, Instant now, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.Users is { Count: 0 })
        {
            return [];
        }

        if (await FindKeptAsync(view, bound, query, now, cancellation).ConfigureAwait(false) is { } kept)
        {
            var lines = new LineSums(query, view.Picture, now);
            lines.Add(kept.Cells);
            await foreach (var entry in kept.ReadEdgesAsync(cancellation).ConfigureAwait(false))
            {
                AddMatching(lines, entry);
            }

            return lines.Lines;
        }

        var read = await SettledScan.SumAsync(
            view, bound.Scan, () => new LineSums(query, view.Picture, now), AddMatching, cancellation).ConfigureAwait(false);
        return read.Lines;

        void AddMatching(LineSums sums, Entry entry)
        {
            if (bound.Matches(entry))
            {
                sums.Add(entry);
            }
        }
    }

    private static ValueTask<PlannedCells?> FindKeptAsync(
        IWorkspaceView view, BoundFilter bound, Query query, Instant now, CancellationToken cancellation)
    {
        var hasTimespan = query.Columns.HasFlag(ReportColumns.Timespan);
        var refusal =
            !bound.IsOfCells
            || query.Columns.HasFlag(ReportColumns.Title)
            || query.Columns.HasFlag(ReportColumns.Notes)
            || (hasTimespan && query.Timespan == TimespanGrouping.Exact)
                ? EntriesReason.Detail

            // Without days to show, bounds in another zone are bounds like any: parts of days are read from entries.
            : hasTimespan && query.Zone.Id != view.Picture.Workspace?.TimeZone ? EntriesReason.Zone
            : (EntriesReason?)null;
        if (refusal is { } because)
        {
            CellPlanner.Skip(view, because);
            return ValueTask.FromResult<PlannedCells?>(null);
        }

        return CellPlanner.FindAsync(
            view,
            new CellRequest
            {
                Scan = bound.Scan,
                IsByDay = hasTimespan && query.Timespan is (TimespanGrouping.Day or TimespanGrouping.Week),
                Now = now,
                Matches = bound.Matches,
            },
            cancellation);
    }
}
