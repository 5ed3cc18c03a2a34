using System.Globalization;
using System.Text;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Testing.Storage;

/// <summary>The queue port said as plainly as possible, in memory, on the clock that it is given.</summary>
public sealed class InMemoryQueueStore(TimeProvider time) : IQueueStore
{
    private readonly Lock _gate = new();
    private readonly List<Held> _messages = [];
    private long _number;

    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckMessage(body, delay);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(body));
            _messages.Add(new Held(queue, new QueueMessage(Next(), "", text, 0, time.GetUtcNow()), time.GetUtcNow() + delay));
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        string queue, int max, TimeSpan visibility, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckReceive(max, visibility);
        cancellation.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var taken = Visible(queue, max);
            foreach (var held in taken)
            {
                held.Message = held.Message with { PopReceipt = Next(), DequeueCount = held.Message.DequeueCount + 1 };
                held.VisibleAt = time.GetUtcNow() + visibility;
            }

            return Task.FromResult<IReadOnlyList<QueueMessage>>([.. taken.Select(held => held.Message)]);
        }
    }

    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        lock (_gate)
        {
            return Task.FromResult(Find(queue, message) is { } held && _messages.Remove(held));
        }
    }

    public Task<QueueMessage?> ChangeVisibilityAsync(
        string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckMessage(message.Body, visibility);
        lock (_gate)
        {
            if (Find(queue, message) is not { } held)
            {
                return Task.FromResult<QueueMessage?>(null);
            }

            held.Message = held.Message with { PopReceipt = Next() };
            held.VisibleAt = time.GetUtcNow() + visibility;
            return Task.FromResult<QueueMessage?>(held.Message);
        }
    }

    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        QueueLimits.CheckReceive(max, QueueLimits.MaxVisibility);
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<QueueMessage>>(
                [.. Visible(queue, max).Select(held => held.Message with { PopReceipt = "" })]);
        }
    }

    public Task<long> CountAsync(string queue, CancellationToken cancellation = default)
    {
        QueueLimits.CheckName(queue);
        lock (_gate)
        {
            return Task.FromResult<long>(_messages.Count(held => held.Queue == queue));
        }
    }

    /// <summary>The bodies of all messages of a queue, invisible ones too.</summary>
    public IReadOnlyList<string> Bodies(string queue)
    {
        lock (_gate)
        {
            return [.. _messages.Where(held => held.Queue == queue).Select(held => held.Message.Body)];
        }
    }

    private List<Held> Visible(string queue, int max) =>
    [
        .. _messages.Where(held => held.Queue == queue && held.VisibleAt <= time.GetUtcNow())
            .OrderBy(held => held.VisibleAt)
            .Take(max),
    ];

    private Held? Find(string queue, QueueMessage message) => message.PopReceipt.Length == 0
        ? null
        : _messages.Find(held => held.Queue == queue && held.Message.Id == message.Id && held.Message.PopReceipt == message.PopReceipt);

    private string Next() => (++_number).ToString(CultureInfo.InvariantCulture);

    private sealed class Held(string queue, QueueMessage message, DateTimeOffset visibleAt)
    {
        public string Queue => queue;

        public QueueMessage Message { get; set; } = message;

        public DateTimeOffset VisibleAt { get; set; } = visibleAt;
    }
}
