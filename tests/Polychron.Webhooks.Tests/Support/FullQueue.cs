using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Tests.Support;

/// <summary>A queue to which a dispatch sends: it takes as many deliveries as there is room for, and refuses the others.</summary>
internal sealed class FullQueue : IQueueStore
{
    /// <summary>How many deliveries it takes.</summary>
    public int Room { get; set; }

    /// <summary>How many messages it says it has; null if it is too busy to be counted.</summary>
    public int? Waiting { get; set; } = 0;

    /// <summary>How often it was counted.</summary>
    public int Counted { get; private set; }

    /// <summary>The deliveries that it took.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>How many deliveries were to be sent.</summary>
    public int Asked { get; private set; }

    /// <summary>How many messages are out that begin the dispatch again.</summary>
    public int Wakes { get; private set; }

    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        if (queue == WebhookQueues.Dispatch)
        {
            Wakes++;
            return Task.CompletedTask;
        }

        Asked++;
        if (Room == 0)
        {
            throw new StorageUnavailableException("The queue is full.");
        }

        Room--;
        Taken.Add(body);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("A dispatch sends and counts only.");

    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("A dispatch sends and counts only.");

    public Task<QueueMessage?> ChangeVisibilityAsync(string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("A dispatch sends and counts only.");

    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default) =>
        throw new InvalidOperationException("A dispatch sends and counts only.");

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        Counted++;
        return Waiting is { } waiting ? Task.FromResult<long>(waiting) : throw new StorageUnavailableException("The queue is busy.");
    }
}
