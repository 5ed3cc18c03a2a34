using Polychron.Domain.Entries;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>
/// Finds the oldest entries of a range whose order is newest first, without reading it all: the moment before which there are
/// just enough is searched by halving the time, and each try reads no more than a little over twice as many as are wanted.
/// That makes about as many range queries as the logarithm of the time that the range spans over the time that the wanted
/// entries span: some 15 for years of entries.
/// </summary>
internal static class OldestEntries
{
    private const int Slack = 100;

    /// <summary>
    /// The first <paramref name="count"/> entries behind a position, by start ascending; fewer if there are fewer, which costs
    /// one query of the range. Behind a position, one more reads the entries of its start.
    /// </summary>
    public static async ValueTask<List<Entry>> BehindAsync(
        IWorkspaceView view, EntryScan scan, EntryPosition? position, int count, CancellationToken cancellation)
    {
        var found = new List<Entry>();
        if (position is var (start, id) && !(start < scan.From))
        {
            var next = Microseconds.FromInstant(start) + 1;
            if (!(start >= scan.To))
            {
                var together = await ReadAsync(
                    view, scan with { From = start }, next, SearchEntries.MaxExamined, cancellation)
                    .ConfigureAwait(false) ?? throw SearchEntries.TooMany();
                found.AddRange(Enumerable.Reverse(together).Where(entry => entry.Id > id).Take(count));
            }

            scan = scan with { From = Microseconds.ToInstant(next) };
        }

        var wanted = count - found.Count;
        var end = scan.To ?? EntryLimits.Latest;
        if (wanted > 0 && !(scan.From >= end))
        {
            var rest = await ReadAsync(view, scan, Microseconds.FromInstant(end), (2 * wanted) + Slack, cancellation).ConfigureAwait(false)
                ?? await ReadAsync(view, scan, wanted, cancellation).ConfigureAwait(false);
            found.AddRange(Enumerable.Reverse(rest).Take(wanted));
        }

        return found;
    }

    /// <summary>The oldest <paramref name="count"/> entries, by start descending; fewer if the range has fewer.</summary>
    public static async ValueTask<List<Entry>> ReadAsync(
        IWorkspaceView view, EntryScan scan, int count, CancellationToken cancellation)
    {
        // Below the lower bound there are too few, below the upper one enough, or all that there are.
        var low = Microseconds.FromInstant(scan.From ?? EntryLimits.Earliest);
        var high = Microseconds.FromInstant(scan.To ?? EntryLimits.Latest);
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            var below = await ReadAsync(view, scan, middle, (2 * count) + Slack, cancellation).ConfigureAwait(false);
            if (below is null)
            {
                high = middle;
            }
            else if (below.Count < count)
            {
                low = middle;
            }
            else
            {
                return below.GetRange(below.Count - count, count);
            }
        }

        // More entries of one instant than a try reads, or fewer in all than are wanted.
        var rest = await ReadAsync(view, scan, high, SearchEntries.MaxExamined, cancellation).ConfigureAwait(false)
            ?? throw SearchEntries.TooMany();
        return rest.GetRange(Math.Max(0, rest.Count - count), Math.Min(count, rest.Count));
    }

    // All entries below a moment, in microseconds since 1970; null if they are more than the most.
    private static async ValueTask<List<Entry>?> ReadAsync(
        IWorkspaceView view, EntryScan scan, long to, int max, CancellationToken cancellation)
    {
        var found = new List<Entry>();
        var below = scan with { To = Microseconds.ToInstant(to), PageSize = Math.Min(max + 1, 1_000) };
        await foreach (var entries in view.ScanEntriesAsync(below, cancellation).ConfigureAwait(false))
        {
            found.AddRange(entries);
            if (found.Count > max)
            {
                return null;
            }
        }

        return found;
    }
}
