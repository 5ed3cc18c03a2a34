using Polychron.Domain.Entries;
using Polychron.UseCases.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Finds the latest changed or created entries by reading a workspace's log backwards, in windows of one read each as a rule.</summary>
internal static class LogWalk
{
    /// <summary>
    /// The first <paramref name="count"/> entries that match, latest first; null if the log up to <paramref name="maxRecords"/>
    /// back has fewer and is not at its beginning.
    /// </summary>
    public static async ValueTask<IReadOnlyList<Entry>?> RunAsync(
        IWorkspaceLog log,
        IWorkspaceView view,
        Func<Entry, bool> matches,
        bool isByCreation,
        long count,
        long maxRecords,
        CancellationToken cancellation)
    {
        var found = new List<Entry>();
        var latest = new Dictionary<long, Entry?>();
        var first = view.Picture.Sequence + 1;

        // Mostly the last records are creations: what is needed and a little more, then all that a read can give.
        var window = (int)Math.Min(LogBackwards.MaxWindow, count + (count / 4));
        await foreach (var record in LogBackwards.ReadAsync(log, view, window, maxRecords, cancellation).ConfigureAwait(false))
        {
            first = record.Sequence;
            if (record.Subject is not Entry { Id: var id })
            {
                continue;
            }

            // Going back, the first image of an entry is how it stands now.
            var isFirst = latest.TryAdd(id, (Entry?)record.After);
            if ((isByCreation ? record.Before is null : isFirst) && latest[id] is { } entry && matches(entry))
            {
                found.Add(entry);
                if (found.Count == count)
                {
                    return found;
                }
            }
        }

        // Further back than it may go, or than retention has left records: there may be more.
        return first > 1 ? null : found;
    }
}
