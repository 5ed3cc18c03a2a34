using Polychron.UseCases.Ports.Queues;

namespace Polychron.Scale.Service;

/// <summary>The queue port on a simulated account, as one instance of the app uses it.</summary>
internal sealed class SimulatedQueueStore(SimulatedAccount account, OperationCount count) : IQueueStore
{
    /// <inheritdoc />
    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckMessage(body, delay);
        return SendAsync(queue, Serve, cancellation);

        Served<bool> Serve()
        {
            account.Queues.Enqueue(queue, body, delay);
            count.Sent++;
            return new Served<bool>(true, account.Limits.Weight(body.Length), 0);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        string queue, int max, TimeSpan visibility, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckReceive(max, visibility);
        return SendAsync(
            queue,
            () =>
            {
                var received = account.Queues.Receive(queue, max, visibility);
                return new Served<IReadOnlyList<QueueMessage>>(received, Math.Max(1, received.Count), 0);
            },
            cancellation);
    }

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        return SendAsync(queue, () => new Served<bool>(account.Queues.Delete(queue, message), 1, 0), cancellation);
    }

    /// <inheritdoc />
    public Task<QueueMessage?> ChangeVisibilityAsync(
        string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckMessage(message.Body, visibility);
        return SendAsync(
            queue, () => new Served<QueueMessage?>(account.Queues.ChangeVisibility(queue, message, visibility), 1, 0), cancellation);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckReceive(max, QueueLimits.MaxVisibility);
        return SendAsync(
            queue, () => new Served<IReadOnlyList<QueueMessage>>(account.Queues.Peek(queue, max), 1, 0), cancellation);
    }

    /// <inheritdoc />
    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        return SendAsync(queue, () => new Served<long>(account.Queues.Count(queue), 1, 0), cancellation);
    }

    private Task<T> SendAsync<T>(string queue, Func<Served<T>> serve, CancellationToken cancellation)
    {
        count.QueueOperations++;
        return account.SendAsync(new Resource(null, queue), account.Latency.Queue, serve, count, cancellation);
    }
}
