using Polychron.Domain.Webhooks;

namespace Polychron.UseCases.Ports.Webhooks;

/// <summary>How far a workspace's log is dispatched.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="State">Who listened after the last record that was dispatched.</param>
/// <param name="ETag">The stored row's ETag.</param>
public sealed record DispatchCheckpoint(long WorkspaceId, DispatchState State, string ETag);

/// <summary>The dispatcher's checkpoints: one for each workspace that ever had a webhook, which is how the sweep finds them.</summary>
public interface IDispatchCheckpoints
{
    /// <summary>Makes sure that a workspace has a checkpoint; an existing one stays. One point read, and one write the first time.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task RegisterAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>The checkpoint of a workspace, or null. One point read.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<DispatchCheckpoint?> FindAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>Moves a checkpoint that is still as it was read. False if another dispatcher moved it first.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; it may have been moved.</exception>
    Task<bool> MoveAsync(DispatchCheckpoint from, DispatchState to, CancellationToken cancellation = default);

    /// <summary>All checkpoints, in no order.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    IAsyncEnumerable<DispatchCheckpoint> ListAsync(CancellationToken cancellation = default);
}
