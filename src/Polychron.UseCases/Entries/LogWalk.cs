using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Entries;

/// <summary>Finds the latest changed or created entries by reading a workspace's log backwards, in windows of one read each.</summary>
internal static class LogWalk
{
    private const int Window = 1_000;

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
        for (var to = view.Picture.Sequence; to > 0; to -= Window)
        {
            if (view.Picture.Sequence - to > maxRecords)
            {
                return null;
            }

            var records = await ReadAsync(log, view.WorkspaceId, Math.Max(0, to - Window), to, cancellation).ConfigureAwait(false);
            for (var i = records.Count - 1; i >= 0; i--)
            {
                if (records[i].Subject is not Entry { Id: var id })
                {
                    continue;
                }

                // Going back, the first image of an entry is how it stands now.
                var isFirst = latest.TryAdd(id, (Entry?)records[i].After);
                if ((isByCreation ? records[i].Before is null : isFirst) && latest[id] is { } entry && matches(entry))
                {
                    found.Add(entry);
                    if (found.Count == count)
                    {
                        return found;
                    }
                }
            }
        }

        return found;
    }

    /// <summary>The records after one number up to another; the log may give fewer at a time, or newer ones.</summary>
    private static async ValueTask<List<LogRecord>> ReadAsync(
        IWorkspaceLog log, long workspaceId, long after, long to, CancellationToken cancellation)
    {
        var records = new List<LogRecord>(Window);
        while (after < to)
        {
            var some = await log.ReadLogAsync(workspaceId, after, (int)(to - after), cancellation).ConfigureAwait(false);
            if (some.Count == 0)
            {
                break;
            }

            records.AddRange(some.TakeWhile(record => record.Sequence <= to));
            after = some[^1].Sequence;
        }

        return records;
    }
}
