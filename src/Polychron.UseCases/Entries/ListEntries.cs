using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.UseCases.Entries;

/// <summary>A page of entries and how many there are in all.</summary>
/// <param name="Entries">The page, in the order of the list.</param>
/// <param name="Total">How many entries match.</param>
public readonly record struct EntryListPage(IReadOnlyList<Entry> Entries, long Total);

/// <summary>Lists entries by start descending, with the total that numbered pages need.</summary>
/// <remarks>
/// All of a user's entries, or everyone's: one range query, since their number is in the workspace's picture. With bounds on
/// the start alone, the rest of the range is counted by its keys. Running entries alone: no read, they are in the picture.
/// With other filters, the range is read.
/// </remarks>
public static class ListEntries
{
    /// <summary>The page of <paramref name="count"/> entries after the first <paramref name="offset"/>.</summary>
    /// <exception cref="DomainException">A user or project of the filter does not exist for this member.</exception>
    public static async ValueTask<EntryListPage> RunAsync(
        IWorkspaceView view, Member member, EntryFilter filter, long offset, int count, CancellationToken cancellation = default)
    {
        var bound = filter.Bind(view.Picture, member);
        if (bound.Users is { Count: 0 })
        {
            return new EntryListPage([], 0);
        }

        if (filter.IsRunning == true)
        {
            return OfRunning(bound, offset, count);
        }

        // A page beyond the end must not cost a read of everything before it.
        long? known = bound.IsRangeOnly && offset > 0
            ? await EntryCounts.OfRangeAsync(view, bound.Scan, cancellation).ConfigureAwait(false)
            : null;
        if (offset >= known)
        {
            return new EntryListPage([], known.Value);
        }

        var page = new List<Entry>(Math.Min(count, TableLimits.MaxPageRows));
        var wanted = offset + count;
        var scan = bound.Scan with { PageSize = (int)Math.Clamp(bound.IsRangeOnly ? wanted : 1_000, 1, 1_000) };
        long seen = 0;
        var isWhole = true;
        await foreach (var entries in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in entries)
            {
                if (!bound.Matches(entry))
                {
                    continue;
                }

                if (seen >= offset && seen < wanted)
                {
                    page.Add(entry);
                }

                seen++;
            }

            if (bound.IsRangeOnly && seen >= wanted)
            {
                isWhole = false;
                break;
            }
        }

        var total = isWhole ? seen : known ?? await EntryCounts.OfRangeAsync(view, bound.Scan, cancellation).ConfigureAwait(false);
        return new EntryListPage(page, Math.Max(total, Math.Min(seen, offset + page.Count)));
    }

    private static EntryListPage OfRunning(BoundFilter bound, long offset, int count)
    {
        var running = bound.Running.Order(SearchEntries.NewestFirst).ToList();
        return new EntryListPage(
            [.. running.Skip((int)Math.Min(offset, int.MaxValue)).Take(count)], running.Count);
    }
}
