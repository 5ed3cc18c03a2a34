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
/// A page of entries by start descending, from a position on: one range query, of as many rows as the page has if the range
/// holds nothing else, else of <see cref="MaxExamined"/> rows. So every page costs the same however many entries there are.
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

        /// <summary>The position behind which the page begins; null for the first.</summary>
        public EntryPosition? After { get; init; }

        /// <summary>The most entries of the page, from 1 to 999.</summary>
        public required int Limit { get; init; }
    }

    /// <summary>Runs it. A page may hold fewer entries than asked for and still have a next one; the last has none.</summary>
    /// <exception cref="Domain.Errors.DomainException">A user or project of the filter does not exist for this member.</exception>
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
            return OfRunning(view, bound, query);
        }

        var found = new List<Entry>(query.Limit);
        EntryPosition last = default;
        var examined = 0;
        var scan = bound.Scan with
        {
            After = query.After is { } after ? (after.Start, after.Id) : null,
            PageSize = IsExact(bound, query) ? query.Limit + 1 : MaxExamined,
        };
        await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (Matches(bound, query, entry))
                {
                    if (found.Count == query.Limit)
                    {
                        return (found, new EntryPosition(found[^1].Start, found[^1].Id));
                    }

                    found.Add(entry);
                }

                last = new EntryPosition(entry.Start, entry.Id);
            }

            examined += page.Count;
            if (examined >= MaxExamined)
            {
                return (found, last);
            }
        }

        return (found, null);
    }

    private static (IReadOnlyList<Entry> Entries, EntryPosition? Next) OfRunning(IWorkspaceView view, BoundFilter bound, Query query)
    {
        var running = view.Picture.Running.Values
            .Where(entry => bound.Contains(entry) && Matches(bound, query, entry) && IsBehind(entry, query.After))
            .OrderByDescending(entry => entry.Start).ThenByDescending(entry => entry.Id)
            .Take(query.Limit + 1).ToList();
        if (running.Count <= query.Limit)
        {
            return (running, null);
        }

        running.RemoveAt(query.Limit);
        return (running, new EntryPosition(running[^1].Start, running[^1].Id));
    }

    private static bool IsBehind(Entry entry, EntryPosition? after) =>
        after is not { } position || entry.Start < position.Start || (entry.Start == position.Start && entry.Id < position.Id);

    private static bool Matches(BoundFilter bound, Query query, Entry entry) =>
        bound.Matches(entry)
        && (query.LabelIds is null || query.LabelIds.Overlaps(entry.LabelIds))
        && (query.UpdatedAfter is null || entry.UpdatedAt > query.UpdatedAfter);

    private static bool IsExact(BoundFilter bound, Query query) =>
        query is { LabelIds: null, UpdatedAfter: null }
        && query.Filter is { Search: null, BillingStatuses: null, IsRunning: null }
        && bound.Closed.Count == 0
        && (query.Filter.Projects is null
            ? bound.Users is null || bound.Scan.Index == EntryIndex.User
            : bound.Users is null && bound.Scan.Index == EntryIndex.Project);
}
