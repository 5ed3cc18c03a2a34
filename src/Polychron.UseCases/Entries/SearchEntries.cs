using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Lists entries by any condition and in any order, with the total that numbered pages need.</summary>
/// <remarks>
/// A whole range of an index (everyone's, a user's, a project's) in the order of time is read from whichever end is nearer, as
/// far as the page: its number of entries is in the workspace's picture, or with bounds on the start counted by keys. Any
/// other condition or order reads the narrowest range that holds all that can match. No call looks at more than
/// <see cref="MaxExamined"/> entries.
/// </remarks>
public static class SearchEntries
{
    /// <summary>The most entries that one call looks at.</summary>
    public const int MaxExamined = 100_000;

    /// <summary>The order of the indexes.</summary>
    public static readonly EntryOrder NewestFirst = new(EntrySort.Start, IsDescending: true);

    /// <summary>What to list.</summary>
    public sealed record Query
    {
        /// <summary>Which entries, as far as indexes know.</summary>
        public required EntryFilter Filter { get; init; }

        /// <summary>Which of those; null for all.</summary>
        public Func<Entry, bool>? Matches { get; init; }

        /// <summary>The order: an <see cref="EntryOrder"/> by start, which the indexes have, or any other total one.</summary>
        public IComparer<Entry> Order { get; init; } = NewestFirst;

        /// <summary>How many to pass over.</summary>
        public required long Offset { get; init; }

        /// <summary>The most entries of the page, 1 or more.</summary>
        public required int Count { get; init; }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">A user or project of the filter does not exist for this member, or too much would be read.</exception>
    public static async ValueTask<EntryListPage> RunAsync(
        IWorkspaceView view, Member member, Query query, CancellationToken cancellation = default)
    {
        var bound = query.Filter.Bind(view.Picture, member);
        if (bound.Users is { Count: 0 } || query.Filter.Projects is { Count: 0 })
        {
            return new EntryListPage([], 0);
        }

        if (query.Matches is not null || query.Order is not EntryOrder { Sort: EntrySort.Start } order || !IsWholeRange(bound))
        {
            return await SelectAsync(Candidates(view, bound, cancellation), query).ConfigureAwait(false);
        }

        var total = await EntryCounts.OfRangeAsync(view, bound.Scan, cancellation).ConfigureAwait(false);
        if (query.Offset >= total)
        {
            return new EntryListPage([], total);
        }

        // The page from the old end, the page from the new end, and how much lies on the way to it from there.
        var count = Math.Min(query.Count, total - query.Offset);
        var fromNew = order.IsDescending ? query.Offset : total - query.Offset - count;
        var fromOld = total - fromNew - count;
        List<Entry> page;
        if (fromNew <= fromOld)
        {
            page = await ReadAsync(view, bound.Scan, (int)Bounded(fromNew), (int)count, cancellation).ConfigureAwait(false);
        }
        else
        {
            var oldest = await OldestEntries.ReadAsync(view, bound.Scan, (int)Bounded(fromOld + count), cancellation).ConfigureAwait(false);
            page = oldest.GetRange(0, (int)Math.Min(count, oldest.Count));
        }

        if (!order.IsDescending)
        {
            page.Reverse();
        }

        return new EntryListPage(page, total);
    }

    internal static DomainException TooMany() => DomainException.TooLarge(
        $"This list would have to look at more than {MaxExamined} entries; narrow it by user, by project or by day.");

    private static long Bounded(long count) => count <= MaxExamined ? count : throw TooMany();

    private static bool IsWholeRange(BoundFilter bound) =>
        bound.IsRangeOnly
        || (bound.Scan.Index == EntryIndex.Project
            && bound.Users is null
            && bound.Closed.Count == 0
            && bound.Filter is { Search: null, BillingStatuses: null, IsRunning: null, HidesArchivedProjects: false, HidesEstimates: false });

    private static async ValueTask<List<Entry>> ReadAsync(
        IWorkspaceView view, EntryScan scan, int skip, int count, CancellationToken cancellation)
    {
        var found = new List<Entry>(count);
        var seen = 0;
        scan = scan with { PageSize = Math.Clamp(skip + count, 1, 1_000) };
        await foreach (var entries in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in entries)
            {
                if (seen++ >= skip && found.Count < count)
                {
                    found.Add(entry);
                }
            }

            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    private static async IAsyncEnumerable<Entry> Candidates(
        IWorkspaceView view,
        BoundFilter bound,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        if (bound.Filter.IsRunning == true)
        {
            foreach (var entry in bound.Running)
            {
                yield return entry;
            }

            yield break;
        }

        var examined = 0;
        var scan = bound.Scan with { PageSize = 1_000 };
        await foreach (var entries in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            examined += entries.Count;
            if (examined > MaxExamined)
            {
                throw TooMany();
            }

            foreach (var entry in entries)
            {
                if (bound.Matches(entry))
                {
                    yield return entry;
                }
            }
        }
    }

    // Of all that match only those up to the end of the page are kept, the last of them on top, to be put out by a better one.
    private static async ValueTask<EntryListPage> SelectAsync(IAsyncEnumerable<Entry> candidates, Query query)
    {
        var kept = new PriorityQueue<Entry, Entry>(Comparer<Entry>.Create((a, b) => query.Order.Compare(b, a)));
        var wanted = Math.Min(query.Offset + query.Count, MaxExamined);
        long total = 0;
        await foreach (var entry in candidates.ConfigureAwait(false))
        {
            if (query.Matches?.Invoke(entry) == false)
            {
                continue;
            }

            total++;
            if (kept.Count < wanted)
            {
                kept.Enqueue(entry, entry);
            }
            else
            {
                kept.EnqueueDequeue(entry, entry);
            }
        }

        var page = new List<Entry>();
        while (kept.Count > query.Offset)
        {
            page.Add(kept.Dequeue());
        }

        page.Reverse();
        return new EntryListPage(page, total);
    }
}
