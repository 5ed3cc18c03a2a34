namespace Polychron.UseCases.Ports.Log;

/// <summary>
/// Somebody who follows the workspaces' logs with a checkpoint of their own. All that are registered are woken when a
/// workspace has news, and no record is deleted before each of them has read it.
/// </summary>
public interface ILogConsumer
{
    /// <summary>Its name in logs and in the operator's view.</summary>
    string Name { get; }

    /// <summary>
    /// The queue that wakes it, with a workspace's id in decimal digits as the message. Messages may come twice, late or
    /// without need. Null for one that finds news by itself.
    /// </summary>
    string? WakeQueue { get; }

    /// <summary>
    /// The queue into which it puts what it makes of records, for work that nobody has begun; null for none. What waits there
    /// is behind the log too.
    /// </summary>
    string? HandoverQueue => null;

    /// <summary>
    /// The last record of the workspace that it no longer needs; 0 for none, <see cref="long.MaxValue"/> where it has no
    /// interest in the workspace.
    /// </summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<long> CheckpointAsync(long workspaceId, CancellationToken cancellation = default);
}
