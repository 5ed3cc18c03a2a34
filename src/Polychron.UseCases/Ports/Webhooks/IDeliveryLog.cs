using NodaTime;
using Polychron.Domain.Webhooks;

namespace Polychron.UseCases.Ports.Webhooks;

/// <summary>The delivery log: what became of each delivery, and since when a webhook's listener has been failing.</summary>
public interface IDeliveryLog
{
    /// <summary>What is known of a delivery, or null before its first attempt. One point read.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<DeliveryRecord?> FindAsync(DeliveryId id, CancellationToken cancellation = default);

    /// <summary>Writes what is known of a delivery. One write.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; it may have been written.</exception>
    Task SaveAsync(DeliveryRecord delivery, CancellationToken cancellation = default);

    /// <summary>Writes a delivery that succeeded and forgets the webhook's failures, in one write.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; it may have been written.</exception>
    Task SaveSuccessAsync(DeliveryRecord delivery, CancellationToken cancellation = default);

    /// <summary>
    /// Writes a delivery of which an attempt failed. Returns since when the webhook has been failing without a success: one
    /// point read and one write, up to three more of both where other deliveries of the webhook settle at the same moment.
    /// </summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="at">When the attempt failed.</param>
    /// <param name="cancellation">Gives up; it may have been written.</param>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; it may have been written.</exception>
    Task<Instant> SaveFailureAsync(DeliveryRecord delivery, Instant at, CancellationToken cancellation = default);

    /// <summary>Since when a webhook has been failing without a success, or null.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<Instant?> FindFailingSinceAsync(long workspaceId, long webhookId, CancellationToken cancellation = default);

    /// <summary>Deliveries of a webhook by sequence number descending, those below <paramref name="before"/> (null: all), at most <paramref name="max"/> (1 to 1,000).</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<IReadOnlyList<DeliveryRecord>> ListAsync(
        long workspaceId, long webhookId, long? before, int max, CancellationToken cancellation = default);

    /// <summary>
    /// Deletes what is known of a webhook's deliveries with a sequence number below <paramref name="before"/>, or of all and of
    /// its failures (null). Returns how many rows.
    /// </summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; some may have been deleted.</exception>
    Task<int> PurgeAsync(long workspaceId, long webhookId, long? before, CancellationToken cancellation = default);
}
