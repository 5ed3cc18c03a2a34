using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.UseCases.Ports.Log;

/// <summary>
/// The workspaces: each one a partition with a log of its own. All reading and writing of a workspace's data goes
/// through here.
/// </summary>
public interface IWorkspaceLog
{
    /// <summary>
    /// Opens a workspace for reading. Its picture contains every write that was acknowledged before the call, by any
    /// instance: it costs one range query for the records that this instance has not seen, usually none.
    /// A workspace that does not exist has a picture without settings.
    /// </summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    ValueTask<IWorkspaceView> OpenAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>
    /// Runs a use case and commits all that it changed as one atomic write, or nothing. When the result is returned, the
    /// write is durable.
    /// </summary>
    /// <remarks>
    /// Writes of one workspace run one after the other; those that wait may share a commit. The work may be run again
    /// when another instance wrote in between, so it must have no effect but on its transaction. An exception that it throws
    /// reaches the caller and drops its changes.
    /// </remarks>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="actorId">The user who acts; 0 for the operator or the system.</param>
    /// <param name="work">The use case.</param>
    /// <param name="cancellation">Gives up while the write waits for its turn; once it runs, it is finished.</param>
    /// <exception cref="Domain.Errors.DomainException">The use case refused, or the write is larger than a commit can be.</exception>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; the write may have been made.</exception>
    Task<T> WriteAsync<T>(
        long workspaceId, long actorId, Func<IWorkspaceTransaction, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>
    /// Reads up to about <paramref name="max"/> records with a sequence number above <paramref name="after"/>, in order.
    /// Where retention has deleted the next ones, they begin later: whoever needs all of them compares the first one.
    /// </summary>
    Task<IReadOnlyList<LogRecord>> ReadLogAsync(
        long workspaceId, long after, int max, CancellationToken cancellation = default);

    /// <summary>
    /// The sequence number of the workspace's last record; 0 for one that does not exist. One point read, which leaves nothing
    /// of the workspace in memory.
    /// </summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<long> ReadSequenceAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>
    /// Deletes records at or below a sequence number that are older than a moment, oldest first, in whole commits; the
    /// newest record stays. Returns how many. The caller sees to it that nobody still needs them (<see cref="ILogConsumer"/>).
    /// </summary>
    Task<long> TrimAsync(long workspaceId, long upTo, Instant before, CancellationToken cancellation = default);

    /// <summary>Deletes the stored replies of the workspace that have expired. Returns how many.</summary>
    Task<int> PurgeRepliesAsync(long workspaceId, CancellationToken cancellation = default);
}
