using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Changes;

/// <summary>Reads who changed what in a workspace, the latest first. For owners and managers.</summary>
public static class ReadAuditLog
{
    /// <summary>The most records that are looked at for one page.</summary>
    public const int MaxExamined = 1_000;

    /// <summary>
    /// The records below a sequence number that match, and below which to go on; null at the log's beginning. One range
    /// query; a page may hold fewer records than asked for and still have a next one.
    /// </summary>
    /// <exception cref="DomainException">The member may not read it.</exception>
    public static async Task<(IReadOnlyList<LogRecord> Records, long? Next)> RunAsync(
        IWorkspaceLog log,
        IWorkspaceView view,
        Member member,
        long? below,
        int limit,
        Func<LogRecord, bool>? matches = null,
        CancellationToken cancellation = default)
    {
        if (!ManagePermit.ManagesWork(member))
        {
            throw DomainException.Forbidden("Only owners and managers may read the audit log.");
        }

        // Records are numbered without a gap, so the page's end gives its beginning.
        var end = Math.Min(below ?? long.MaxValue, view.Picture.Sequence + 1);
        var count = matches is null ? limit : MaxExamined;
        var after = Math.Max(0, end - 1 - count);
        if (end <= 1)
        {
            return ([], null);
        }

        var read = await log.ReadLogAsync(view.WorkspaceId, after, (int)(end - 1 - after), cancellation).ConfigureAwait(false);
        var found = new List<LogRecord>();
        foreach (var record in read.Where(record => record.Sequence < end).OrderByDescending(record => record.Sequence))
        {
            if (matches?.Invoke(record) == false)
            {
                continue;
            }

            if (found.Count == limit)
            {
                return (found, found[^1].Sequence);
            }

            found.Add(record);
        }

        // The log's beginning, or what retention has left of it.
        var isAll = after == 0 || read.Count == 0 || read[0].Sequence > after + 1;
        return (found, isAll ? null : after + 1);
    }
}
