using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Records;

/// <summary>
/// The versions of a record, from the log: each image names the log record that made it, so that one read of one row leads
/// from a version to the one before, however long the log is.
/// </summary>
public static class RecordHistory
{
    /// <summary>How many versions back can be seen: the most reads that a request costs.</summary>
    public const int MaxVersions = 100;

    /// <summary>
    /// The latest versions, newest first, at most <paramref name="max"/>: one read for each. Those that the member may not see
    /// (time that was a colleague's then) are left out.
    /// </summary>
    public static async Task<IReadOnlyList<LogRecord>> ListAsync(
        IWorkspaceLog log, IWorkspaceView view, Member member, Entity record, int max, CancellationToken cancellation = default)
    {
        var found = new List<LogRecord>();
        var sequence = record.Sequence;
        for (var reads = 0; reads < Math.Min(max, MaxVersions) && sequence > 0; reads++)
        {
            if (await FindAsync(log, view.WorkspaceId, sequence, cancellation).ConfigureAwait(false) is not { } change)
            {
                break;
            }

            if (change.After is { } image && RecordPermit.Sees(view.Picture, member, image))
            {
                found.Add(change);
            }

            sequence = change.Before?.Sequence ?? 0;
        }

        return found;
    }

    /// <summary>The change that made a version: a read for each version from the present one down to it.</summary>
    /// <exception cref="DomainException">There is no such version for this member, or it lies more than <see cref="MaxVersions"/> back.</exception>
    public static async Task<LogRecord> FindAsync(
        IWorkspaceLog log, IWorkspaceView view, Member member, Entity record, long version, CancellationToken cancellation = default)
    {
        var back = record.Version - version;
        if (version < 1 || back is < 0 or >= MaxVersions)
        {
            throw DomainException.NotFound("Version");
        }

        var sequence = record.Sequence;
        while (sequence > 0)
        {
            if (await FindAsync(log, view.WorkspaceId, sequence, cancellation).ConfigureAwait(false) is not { } change)
            {
                break;
            }

            if (change.After is { } image && image.Version == version && RecordPermit.Sees(view.Picture, member, image))
            {
                return change;
            }

            sequence = change.After?.Version > version ? change.Before?.Sequence ?? 0 : 0;
        }

        throw DomainException.NotFound("Version");
    }

    /// <summary>The record of a number, or null if retention has deleted it: the history that is shown begins after it.</summary>
    private static async ValueTask<LogRecord?> FindAsync(
        IWorkspaceLog log, long workspaceId, long sequence, CancellationToken cancellation)
    {
        var found = await log.ReadLogAsync(workspaceId, sequence - 1, 1, cancellation).ConfigureAwait(false);
        return found.Count == 0 ? throw new InvalidDataException($"Record {sequence} of the log of workspace {workspaceId} is not there.")
            : found[0].Sequence == sequence ? found[0]
            : null;
    }
}
