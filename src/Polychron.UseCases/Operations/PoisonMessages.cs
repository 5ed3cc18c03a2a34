using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.UseCases.Operations;

/// <summary>How many messages of a queue are parked.</summary>
/// <param name="Queue">The queue that they came from.</param>
/// <param name="Count">How many, those that are just being looked at included.</param>
public sealed record PoisonQueue(string Queue, long Count);

/// <summary>Messages that failed too often and were parked, for whoever runs the server: to look at, to try again, to drop.</summary>
public sealed class PoisonMessages(IQueueStore queues, IEnumerable<WorkQueue> known)
{
    /// <summary>The most messages that one call moves or drops.</summary>
    public const int MaxMessages = 1_000;

    /// <summary>How long messages that a call looks through are hidden from others; after a crash they come back by then.</summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    private readonly WorkQueue[] _known = [.. known.OrderBy(queue => queue.Name, StringComparer.Ordinal)];

    /// <summary>How many are parked, for each queue: one count each.</summary>
    public async Task<IReadOnlyList<PoisonQueue>> ListAsync(CancellationToken cancellation = default)
    {
        var counts = new List<PoisonQueue>();
        foreach (var queue in _known)
        {
            counts.Add(new PoisonQueue(queue.Name, await queues.CountAsync(queue.PoisonName, cancellation).ConfigureAwait(false)));
        }

        return counts;
    }

    /// <summary>The oldest ones of a queue, at most 32, and how many there are.</summary>
    /// <exception cref="DomainException">There is no such queue.</exception>
    public async Task<(PoisonQueue Queue, IReadOnlyList<QueueMessage> Messages)> PeekAsync(string name, CancellationToken cancellation = default)
    {
        var queue = Find(name);
        var messages = await queues.PeekAsync(queue.PoisonName, QueueLimits.MaxReceive, cancellation).ConfigureAwait(false);
        return (new PoisonQueue(name, await queues.CountAsync(queue.PoisonName, cancellation).ConfigureAwait(false)), messages);
    }

    /// <summary>Puts them back into their queue: the one of an id, or all (null). Returns how many.</summary>
    /// <exception cref="DomainException">There is no such queue or message.</exception>
    public Task<int> RedriveAsync(string name, string? id, CancellationToken cancellation = default) =>
        TakeAsync(name, id, message => queues.EnqueueAsync(name, message.Body, cancellation: CancellationToken.None), cancellation);

    /// <summary>Deletes them: the one of an id, or all (null). Returns how many.</summary>
    /// <exception cref="DomainException">There is no such queue or message.</exception>
    public Task<int> DropAsync(string name, string? id, CancellationToken cancellation = default) =>
        TakeAsync(name, id, static _ => Task.CompletedTask, cancellation);

    private WorkQueue Find(string name) =>
        Array.Find(_known, queue => queue.Name == name) ?? throw DomainException.NotFound("Queue");

    private async Task<int> TakeAsync(string name, string? id, Func<QueueMessage, Task> work, CancellationToken cancellation)
    {
        var queue = Find(name).PoisonName;
        var passed = new List<QueueMessage>();
        var taken = 0;
        try
        {
            while (taken + passed.Count < MaxMessages && (id is null || taken == 0))
            {
                var batch = await queues.ReceiveAsync(queue, QueueLimits.MaxReceive, Hold, cancellation).ConfigureAwait(false);
                if (batch.Count == 0)
                {
                    break;
                }

                foreach (var message in batch)
                {
                    if (id is not null && message.Id != id)
                    {
                        passed.Add(message);
                        continue;
                    }

                    // The copy first, the deletion after it: after a crash in between there are two, and none is lost.
                    await work(message).ConfigureAwait(false);
                    await queues.DeleteAsync(queue, message, CancellationToken.None).ConfigureAwait(false);
                    taken++;
                }
            }
        }
        finally
        {
            foreach (var message in passed)
            {
                await queues.ChangeVisibilityAsync(queue, message, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return id is null || taken > 0 ? taken : throw DomainException.NotFound("Message");
    }
}
