using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.UseCases.Entries;

/// <summary>Lists entries in an order of the client's, without a total.</summary>
/// <remarks>
/// What it costs: by start, latest first, the page and what lies before it. Up to a thousand entries, one range read. With
/// bounds on the start, the range. Else, the latest changed or created first: the end of the log, a read for a thousand records,
/// and if that has not been enough after as many records as there are entries, the entries themselves, so at most twice their
/// number. Earliest first, the entries. Of those that are only read through, no more are kept than the page and what lies
/// before it.
/// </remarks>
public static class ListOrderedEntries
{
    /// <summary>The entries of the window, and whether there are more.</summary>
    /// <exception cref="DomainException">A user or project of the filter does not exist for this member.</exception>
    public static async ValueTask<(IReadOnlyList<Entry> Entries, bool HasMore)> RunAsync(
        IWorkspaceLog log,
        IWorkspaceView view,
        Member member,
        EntryFilter filter,
        EntryOrder order,
        long offset,
        int count,
        CancellationToken cancellation = default)
    {
        var bound = filter.Bind(view.Picture, member);
        var known = EntryCounts.OfIndex(view.Picture, bound.Scan);
        if (bound.Users is { Count: 0 } || offset >= known)
        {
            return ([], false);
        }

        // One more than the window, to know whether there are more.
        var wanted = offset + count + 1;
        var first = order is { Sort: EntrySort.Start, IsDescending: true }
            ? await FromIndexAsync(view, bound, wanted, cancellation).ConfigureAwait(false)
            : null;
        if (first is null && order.IsDescending && known > TableLimits.MaxPageRows && filter is { From: null, To: null })
        {
            first = await LogWalk.RunAsync(
                log, view, entry => bound.Scan.Contains(entry) && bound.Matches(entry),
                order.Sort == EntrySort.CreatedAt, wanted, known, cancellation).ConfigureAwait(false);
        }

        first ??= await SortedAsync(view, bound, order, wanted, cancellation).ConfigureAwait(false);
        return ([.. first.Skip((int)Math.Min(offset, int.MaxValue)).Take(count)], first.Count == wanted);
    }

    private static async ValueTask<IReadOnlyList<Entry>> FromIndexAsync(
        IWorkspaceView view, BoundFilter bound, long wanted, CancellationToken cancellation)
    {
        var found = new List<Entry>();
        var scan = bound.Scan with { PageSize = (int)Math.Clamp(wanted, 1, TableLimits.MaxPageRows) };
        await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            found.AddRange(page.Where(bound.Matches).Take((int)Math.Min(wanted - found.Count, int.MaxValue)));
            if (found.Count == wanted)
            {
                break;
            }
        }

        return found;
    }

    private static async ValueTask<IReadOnlyList<Entry>> SortedAsync(
        IWorkspaceView view, BoundFilter bound, EntryOrder order, long wanted, CancellationToken cancellation)
    {
        // The worst of those kept is the first to go.
        var kept = new SortedSet<Entry>(order);
        await foreach (var page in view.ScanEntriesAsync(bound.Scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (bound.Matches(entry) && kept.Add(entry) && kept.Count > wanted)
                {
                    kept.Remove(kept.Max!);
                }
            }
        }

        return [.. kept];
    }
}
