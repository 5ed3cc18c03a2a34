using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>The app's queue store, which also signals the listeners of this process.</summary>
internal sealed class WakingQueueStore(IQueueStore inner, QueueSignals signals) : IQueueStore
{
    /// <inheritdoc />
    public async Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        await inner.EnqueueAsync(queue, body, delay, cancellation).ConfigureAwait(false);

        // After the message is durable: a listener woken before would find nothing and go back to sleep.
        signals.Find(queue)?.Notify(delay);
    }

    /// <inheritdoc />
    public async Task<QueueMessage?> ChangeVisibilityAsync(
        string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        var changed = await inner.ChangeVisibilityAsync(queue, message, visibility, cancellation).ConfigureAwait(false);
        if (changed is not null)
        {
            signals.Find(queue)?.Notify(visibility);
        }

        return changed;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, CancellationToken cancellation = default) =>
        inner.ReceiveAsync(queue, max, visibility, cancellation);

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default) =>
        inner.DeleteAsync(queue, message, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default) =>
        inner.PeekAsync(queue, max, cancellation);

    /// <inheritdoc />
    public Task<long> CountAsync(string queue, CancellationToken cancellation = default) => inner.CountAsync(queue, cancellation);
}
