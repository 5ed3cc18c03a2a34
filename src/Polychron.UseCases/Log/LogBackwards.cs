using System.Runtime.CompilerServices;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Log;

/// <summary>Reads a workspace's log from a view's last record backwards, in windows of one read each (more where a store's pages are smaller).</summary>
internal static class LogBackwards
{
    /// <summary>The most records of a window.</summary>
    public const int MaxWindow = 1_000;

    /// <summary>The last records of the view, latest first, as far as retention has left them.</summary>
    /// <param name="log">The log.</param>
    /// <param name="view">The view: records that came after it are left out.</param>
    /// <param name="firstWindow">How many records to read at first, from 1 to 1,000; then it is 1,000 at a time.</param>
    /// <param name="maxRecords">How far back to go.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public static async IAsyncEnumerable<LogRecord> ReadAsync(
        IWorkspaceLog log,
        IWorkspaceView view,
        int firstWindow,
        long maxRecords,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var end = Math.Max(0, view.Picture.Sequence - maxRecords);
        var window = Math.Clamp(firstWindow, 1, MaxWindow);
        for (var to = view.Picture.Sequence; to > end;)
        {
            var after = Math.Max(end, to - window);
            var records = await WindowAsync(log, view.WorkspaceId, after, to, cancellation).ConfigureAwait(false);
            for (var i = records.Count - 1; i >= 0; i--)
            {
                yield return records[i];
            }

            if (records.Count < to - after)
            {
                // Records have no gaps: what is not here was deleted by retention, and all before it too.
                yield break;
            }

            (to, window) = (after, MaxWindow);
        }
    }

    /// <summary>The records after one number up to another; the log may give fewer at a time, or newer ones.</summary>
    private static async ValueTask<List<LogRecord>> WindowAsync(
        IWorkspaceLog log, long workspaceId, long after, long to, CancellationToken cancellation)
    {
        var records = new List<LogRecord>();
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
