using System.Collections.Concurrent;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Tests.Support;

/// <summary>A queue store in memory with the port's visibility rules; counts its receives and can fail on demand.</summary>
internal sealed class MemoryQueueStore(TimeProvider time) : IQueueStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<Stored>> queues = [];
    private readonly ConcurrentDictionary<string, int> receives = new();
    private int lastId;

    /// <summary>Called before each operation with its name and queue; what it throws, the operation throws.</summary>
    public Action<string, string>? Before { get; set; }

    /// <summary>When each receive of a queue was made.</summary>
    public ConcurrentQueue<(string Queue, DateTimeOffset At)> ReceivedAt { get; } = new();

    public int Receives(string queue) => receives.GetValueOrDefault(queue);

    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        Before?.Invoke("enqueue", queue);
        QueueLimits.CheckName(queue);
        QueueLimits.CheckMessage(body, delay);
        lock (gate)
        {
            var now = time.GetUtcNow();
            Of(queue).Add(new Stored($"m{++lastId}", body, now) { VisibleAt = now + delay });
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, CancellationToken cancellation = default)
    {
        Before?.Invoke("receive", queue);
        QueueLimits.CheckReceive(max, visibility);
        receives.AddOrUpdate(queue, 1, (_, count) => count + 1);
        lock (gate)
        {
            var now = time.GetUtcNow();
            ReceivedAt.Enqueue((queue, now));
            var taken = Of(queue).Where(message => message.VisibleAt <= now).Take(max).ToArray();
            foreach (var message in taken)
            {
                message.DequeueCount++;
                Hide(message, visibility);
            }

            return Task.FromResult<IReadOnlyList<QueueMessage>>([.. taken.Select(message => message.ToMessage())]);
        }
    }

    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default)
    {
        Before?.Invoke("delete", queue);
        lock (gate)
        {
            return Task.FromResult(Held(queue, message) is { } held && Of(queue).Remove(held));
        }
    }

    public Task<QueueMessage?> ChangeVisibilityAsync(string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        Before?.Invoke("hide", queue);
        lock (gate)
        {
            if (Held(queue, message) is not { } held)
            {
                return Task.FromResult<QueueMessage?>(null);
            }

            Hide(held, visibility);
            return Task.FromResult<QueueMessage?>(held.ToMessage());
        }
    }

    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            return Task.FromResult<IReadOnlyList<QueueMessage>>(
                [.. Of(queue).Where(message => message.VisibleAt <= now).Take(max).Select(message => message.ToMessage() with { PopReceipt = "" })]);
        }
    }

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        lock (gate)
        {
            return Task.FromResult<long>(Of(queue).Count);
        }
    }

    /// <summary>The messages of a queue, invisible ones included.</summary>
    public IReadOnlyList<string> Bodies(string queue)
    {
        lock (gate)
        {
            return [.. Of(queue).Select(message => message.Body)];
        }
    }

    private List<Stored> Of(string queue) => queues.TryGetValue(queue, out var list) ? list : queues[queue] = [];

    private Stored? Held(string queue, QueueMessage message) =>
        Of(queue).Find(stored => stored.Id == message.Id && stored.Receipt.ToString() == message.PopReceipt);

    private void Hide(Stored message, TimeSpan visibility)
    {
        message.Receipt++;
        message.VisibleAt = time.GetUtcNow() + visibility;
    }

    private sealed class Stored(string id, string body, DateTimeOffset insertedAt)
    {
        public string Id { get; } = id;

        public string Body { get; } = body;

        public int Receipt { get; set; }

        public long DequeueCount { get; set; }

        public DateTimeOffset VisibleAt { get; set; }

        public QueueMessage ToMessage() => new(Id, Receipt.ToString(), Body, DequeueCount, insertedAt);
    }
}
