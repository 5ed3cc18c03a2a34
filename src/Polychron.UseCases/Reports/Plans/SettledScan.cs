using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>Reads the entries of a report's range so that each counts once, although writes go on between the pages.</summary>
internal static class SettledScan
{
    private const int MaxAttempts = 3;

    /// <summary>
    /// Adds up a range. One page is of one moment; where there are more, the log tells whether entries of the range were
    /// changed meanwhile: then it is read again. If people never rest, it is read as of the view's last record, in memory.
    /// </summary>
    /// <typeparam name="T">What entries are added to.</typeparam>
    /// <param name="view">The workspace.</param>
    /// <param name="scan">The range.</param>
    /// <param name="begin">Makes an empty sum.</param>
    /// <param name="add">Adds an entry to a sum.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public static async ValueTask<T> SumAsync<T>(
        IWorkspaceView view, EntryScan scan, Func<T> begin, Action<T, Entry> add, CancellationToken cancellation)
    {
        var since = view.Picture.Sequence;
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (sum, pages) = (begin(), 0);
            await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
            {
                pages++;
                foreach (var entry in page)
                {
                    add(sum, entry);
                }
            }

            if (pages <= 1 || view.Cells is not { } reader)
            {
                return sum;
            }

            var records = await reader.ReadLogAsync(since, cancellation).ConfigureAwait(false);
            if (!records.Any(record => IsOf(scan, record.Before) || IsOf(scan, record.After)))
            {
                return sum;
            }

            since = records[^1].Sequence;
        }

        var settled = begin();
        foreach (var entry in await EntriesAsOf.ReadAsync(
            view, scan, view.Picture.Sequence, view.Cells!.ReadLogAsync, cancellation).ConfigureAwait(false))
        {
            add(settled, entry);
        }

        return settled;
    }

    private static bool IsOf(EntryScan scan, Entity? image) => image is Entry entry && scan.Contains(entry);
}
