using NodaTime;
using Polychron.Domain.Entries;
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
    private const long TicksPerMicrosecond = 10;

    /// <summary>The oldest <paramref name="count"/> entries, by start descending; fewer if the range has fewer.</summary>
    public static async ValueTask<List<Entry>> ReadAsync(
        IWorkspaceView view, EntryScan scan, int count, CancellationToken cancellation)
    {
        // Below the lower bound there are too few, below the upper one enough, or all that there are.
        var low = (scan.From ?? EntryLimits.Earliest).ToUnixTimeTicks() / TicksPerMicrosecond;
        var high = (scan.To ?? EntryLimits.Latest).ToUnixTimeTicks() / TicksPerMicrosecond;
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
        var below = scan with { To = Instant.FromUnixTimeTicks(to * TicksPerMicrosecond), PageSize = Math.Min(max + 1, 1_000) };
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
