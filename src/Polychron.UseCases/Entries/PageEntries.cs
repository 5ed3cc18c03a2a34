using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.UseCases.Entries;

/// <summary>Where a page of entries ends: the next one goes on behind the entry of this start and id.</summary>
/// <param name="Start">The start.</param>
/// <param name="Id">The id.</param>
public readonly record struct EntryPosition(Instant Start, long Id);

/// <summary>
/// A page of entries by start, from a position on: the latest first, one range query, of as many rows as the page has if the
/// range holds nothing else, else of <see cref="MaxExamined"/> rows; the earliest first, as many rows again in each of the
/// queries of <see cref="OldestEntries"/>. So every page costs about the same however many entries there are.
/// </summary>
public static class PageEntries
{
    /// <summary>The most entries that are looked at for one page.</summary>
    public const int MaxExamined = TableLimits.MaxPageRows;

    /// <summary>What to list.</summary>
    public sealed record Query
    {
        /// <summary>Which entries.</summary>
        public required EntryFilter Filter { get; init; }

        /// <summary>Only entries that have one of these labels; null for no restriction.</summary>
        public IReadOnlySet<long>? LabelIds { get; init; }

        /// <summary>Only entries that were changed after this; null for no restriction.</summary>
        public Instant? UpdatedAfter { get; init; }

        /// <summary>Whether the earliest start comes first; entries of one start are in the order of their ids either way.</summary>
        public bool IsAscending { get; init; }

        /// <summary>The position behind which the page begins; null for the first.</summary>
        public EntryPosition? After { get; init; }

        /// <summary>The most entries of the page, from 1 to 999.</summary>
        public required int Limit { get; init; }
    }

    /// <summary>Runs it. A page may hold fewer entries than asked for and still have a next one; the last has none.</summary>
    /// <exception cref="Domain.Errors.DomainException">
    /// A user or project of the filter does not exist for this member; or ascending, there are more than
    /// <see cref="SearchEntries.MaxExamined"/> entries of one start.
    /// </exception>
    public static async ValueTask<(IReadOnlyList<Entry> Entries, EntryPosition? Next)> RunAsync(
        IWorkspaceView view, Member member, Query query, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.Users is { Count: 0 } || query.Filter.Projects is { Count: 0 })
        {
            return ([], null);
        }

        if (query.Filter.IsRunning == true)
        {
            return OfRunning(bound, query);
        }

        var count = IsExact(bound, query) ? query.Limit + 1 : MaxExamined;
        if (query.IsAscending)
        {
            var oldest = await OldestEntries.BehindAsync(view, bound.Scan, query.After, count, cancellation).ConfigureAwait(false);
            var ascending = new Selection(bound, query);
            return ascending.IsFullAfter(oldest) || oldest.Count == count ? ascending.Page : (ascending.Found, null);
        }

        var selection = new Selection(bound, query);
        var examined = 0;
        var scan = bound.Scan with { After = query.After is { } after ? (after.Start, after.Id) : null, PageSize = count };
        await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            examined += page.Count;
            if (selection.IsFullAfter(page) || examined >= MaxExamined)
            {
                return selection.Page;
            }
        }

        return (selection.Found, null);
    }

    private static (IReadOnlyList<Entry> Entries, EntryPosition? Next) OfRunning(BoundFilter bound, Query query)
    {
        var running = bound.Running
            .Where(entry => Matches(query, entry) && IsBehind(entry, query))
            .Order(new EntryOrder(EntrySort.Start, !query.IsAscending))
            .Take(query.Limit + 1).ToList();
        if (running.Count <= query.Limit)
        {
            return (running, null);
        }

        running.RemoveAt(query.Limit);
        return (running, new EntryPosition(running[^1].Start, running[^1].Id));
    }

    private static bool IsBehind(Entry entry, Query query)
    {
        if (query.After is not { } position)
        {
            return true;
        }

        var order = entry.Start.CompareTo(position.Start) is not 0 and var byStart ? byStart : entry.Id.CompareTo(position.Id);
        return query.IsAscending ? order > 0 : order < 0;
    }

    // What the query asks for beside its filter.
    private static bool Matches(Query query, Entry entry) =>
        (query.LabelIds is null || query.LabelIds.Overlaps(entry.LabelIds))
        && (query.UpdatedAfter is null || entry.UpdatedAt > query.UpdatedAfter);

    private static bool IsExact(BoundFilter bound, Query query) =>
        query is { LabelIds: null, UpdatedAfter: null }
        && query.Filter is { Search: null, BillingStatuses: null, IsRunning: null }
        && bound.Closed.Count == 0
        && (query.Filter.Projects is null
            ? bound.Users is null || bound.Scan.Index == EntryIndex.User
            : bound.Users is null && bound.Scan.Index == EntryIndex.Project);

    /// <summary>Takes what matches from what is read, until there is a page and one more.</summary>
    private sealed class Selection(BoundFilter bound, Query query)
    {
        private EntryPosition last;

        public List<Entry> Found { get; } = new(query.Limit);

        /// <summary>The page and where it ends: at its last entry if another matches, else where the reading did.</summary>
        public (IReadOnlyList<Entry> Entries, EntryPosition? Next) Page => (Found, last);

        public bool IsFullAfter(IReadOnlyList<Entry> page)
        {
            foreach (var entry in page)
            {
                if (bound.Matches(entry) && Matches(query, entry))
                {
                    if (Found.Count == query.Limit)
                    {
                        last = new EntryPosition(Found[^1].Start, Found[^1].Id);
                        return true;
                    }

                    Found.Add(entry);
                }

                last = new EntryPosition(entry.Start, entry.Id);
            }

            return false;
        }
    }
}
