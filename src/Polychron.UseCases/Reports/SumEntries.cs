using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.UseCases.Reports;

/// <summary>
/// The sums that the reports of all dialects are made of: the cells of a range of days, to be grouped by whoever shows them
/// (see <see cref="CellGroups"/> and <see cref="CellDimensions"/>).
/// </summary>
/// <remarks>
/// An entry counts on the local day of its start, whole. Cells are at the grain of a rollup (a
/// day, user, project, billing status, label set and rates), and what a query can ask for is what they tell apart: so cells
/// that were kept up beforehand are read where there are many entries (see <see cref="CellPlanner"/>). That costs a point read
/// of their checkpoint, a range query for the months and one for each edge of days, and one for the records since. Entries
/// cost one range query for each thousand of the range, by the narrowest index: one project's, one user's, or all.
/// </remarks>
public static class SumEntries
{
    /// <summary>What to sum.</summary>
    public sealed record Query
    {
        /// <summary>The first day.</summary>
        public required LocalDate First { get; init; }

        /// <summary>The last day, inclusive; before the first, there are no cells.</summary>
        public required LocalDate Last { get; init; }

        /// <summary>The zone of the days.</summary>
        public required DateTimeZone Zone { get; init; }

        /// <summary>The moment up to which timers that run count; null leaves their current run out until it is stopped.</summary>
        public Instant? Now { get; init; }

        /// <summary>
        /// The smallest unit that the caller tells apart. For months and years, a cell may stand for a whole month, under its
        /// first day, which is then in the range.
        /// </summary>
        public CalendarUnit Unit { get; init; }

        /// <summary>Which time.</summary>
        public CellFilter Filter { get; init; } = new();
    }

    /// <summary>The cells of the query that this member sees, in no order.</summary>
    /// <param name="view">The workspace.</param>
    /// <param name="member">The caller.</param>
    /// <param name="query">What to sum.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="DomainException">An id of the filter names nothing that this member sees.</exception>
    public static async ValueTask<IReadOnlyList<Cell>> RunAsync(
        IWorkspaceView view, Member member, Query query, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.IsEmpty || query.Last < query.First)
        {
            return [];
        }

        if (await FindKeptAsync(view, bound, query, cancellation).ConfigureAwait(false) is { } kept)
        {
            return kept.Cells;
        }

        var fold = await SettledScan.SumAsync(
            view,
            Range(bound, query),
            () => new CellFold(query.Zone),
            (fold, entry) =>
            {
                var cell = fold.CellOf(entry, query.Now is { } now ? entry.SecondsAt(now) : entry.DurationSeconds);
                if (bound.Matches(cell.Key))
                {
                    fold.Add(cell);
                }
            },
            cancellation).ConfigureAwait(false);
        return fold.Cells;
    }

    /// <summary>
    /// The entries that the sums of the query are over, from an offset on, by start descending. The range is read from its
    /// newest entry up to the last one that is returned.
    /// </summary>
    /// <exception cref="DomainException">An id of the filter names nothing that this member sees.</exception>
    public static async ValueTask<SummedEntries> ListAsync(
        IWorkspaceView view, Member member, Query query, long offset, int count, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        var days = new LocalDays(query.Zone);
        var found = new List<Entry>(count);
        long seen = 0;
        var pageSize = (int)Math.Clamp(offset + count + 1, 1, TablePage);
        await foreach (var page in ScanAsync(view, bound, query, pageSize, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (!bound.Matches(Cell.Of(entry, days.Of(entry.Start), 0).Key) || seen++ < offset)
                {
                    continue;
                }

                if (found.Count == count)
                {
                    return new SummedEntries(found, HasMore: true);
                }

                found.Add(entry);
            }
        }

        return new SummedEntries(found, HasMore: false);
    }

    /// <summary>The kept cells of a query, as of the view's last record, or null where entries have to be read.</summary>
    internal static ValueTask<PlannedCells?> FindKeptAsync(
        IWorkspaceView view, BoundCellFilter bound, Query query, CancellationToken cancellation)
    {
        // A cell's day is one of the workspace's zone, and whoever asks for another's looks at it.
        if (query.Zone.Id != view.Picture.Workspace?.TimeZone)
        {
            CellPlanner.Skip(view, EntriesReason.Zone);
            return ValueTask.FromResult<PlannedCells?>(null);
        }

        // Whole days of that zone: there are no edges.
        return CellPlanner.FindAsync(
            view,
            new CellRequest
            {
                Scan = Range(bound, query),
                IsByDay = query.Unit is CalendarUnit.Day or CalendarUnit.Week,
                Now = query.Now,
                Matches = bound.Matches,
            },
            cancellation);
    }

    internal const int TablePage = Ports.Tables.TableLimits.MaxPageRows;

    /// <summary>The entries of the range by the narrowest index; what does not match the filter may be among them.</summary>
    internal static IAsyncEnumerable<IReadOnlyList<Entry>> ScanAsync(
        IWorkspaceView view, BoundCellFilter bound, Query query, int pageSize, CancellationToken cancellation) =>
        bound.IsEmpty || query.Last < query.First
            ? AsyncEnumerable.Empty<IReadOnlyList<Entry>>()
            : view.ScanEntriesAsync(Range(bound, query) with { PageSize = pageSize }, cancellation);

    /// <summary>The range of the query, by the narrowest index.</summary>
    internal static EntryScan Range(BoundCellFilter bound, Query query) => bound.Scan with
    {
        From = Zones.StartOfDay(query.First, query.Zone),
        To = Zones.StartOfDay(query.Last.PlusDays(1), query.Zone),
    };
}

/// <summary>A part of the entries that sums are over.</summary>
/// <param name="Entries">The entries, by start descending.</param>
/// <param name="HasMore">Whether there are more after them.</param>
public readonly record struct SummedEntries(IReadOnlyList<Entry> Entries, bool HasMore);
