namespace Polychron.UseCases.Ports.Queues;

/// <summary>
/// The queue port: at-least-once messages with a visibility timeout, as Azure Storage Queues has them. A queue comes into
/// being with its first message.
/// </summary>
public interface IQueueStore
{
    /// <summary>Adds a message; when it returns, the message is durable.</summary>
    /// <param name="queue">The queue's name: 3 to 63 lower-case letters, digits and single hyphens.</param>
    /// <param name="body">The message: text of at most 48 KiB in UTF-8 (64 KiB once encoded as Base64).</param>
    /// <param name="delay">How long the message stays invisible first: zero to 7 days.</param>
    /// <param name="cancellation">Gives up waiting; the message may have been added.</param>
    /// <exception cref="ArgumentException">The name, body or delay is outside its limits.</exception>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; the message may have been added.</exception>
    Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default);

    /// <summary>
    /// Takes up to <paramref name="max"/> (1 to 32) visible messages and hides them for <paramref name="visibility"/>
    /// (1 second to 7 days). A message not deleted by then is seen again, with a higher dequeue count.
    /// </summary>
    Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        string queue, int max, TimeSpan visibility, CancellationToken cancellation = default);

    /// <summary>
    /// Deletes a message that this receiver holds. False if its pop receipt is no longer the newest one (the visibility
    /// timeout passed and another receiver has it) or it is gone.
    /// </summary>
    Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default);

    /// <summary>
    /// Sets anew how long a held message stays invisible, from now (zero: visible at once). Returns the message with its
    /// new pop receipt, or null if the receiver no longer holds it.
    /// </summary>
    Task<QueueMessage?> ChangeVisibilityAsync(
        string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default);

    /// <summary>Looks at up to <paramref name="max"/> (1 to 32) visible messages without taking them.</summary>
    Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default);

    /// <summary>How many messages the queue has, invisible ones included; approximate on a distributed service.</summary>
    Task<long> CountAsync(string queue, CancellationToken cancellation = default);
}
