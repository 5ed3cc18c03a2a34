using System.Globalization;
using System.Text;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Scale.Service;

/// <summary>The messages of an account's queues: those that are due first come first.</summary>
internal sealed class QueueData(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);
    private long _number;

    public void Enqueue(string queue, string body, TimeSpan delay)
    {
        lock (_gate)
        {
            // Through UTF-8 and back, as over the wire: an unpaired surrogate does not survive it.
            var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(body));
            var now = time.GetUtcNow();
            Of(queue).Put(new QueueMessage(Next(), "", text, 0, now), now + delay, ++_number);
        }
    }

    public IReadOnlyList<QueueMessage> Receive(string queue, int max, TimeSpan visibility)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var taken = new List<QueueMessage>();
            while (taken.Count < max && Of(queue).TakeDue(now) is { } message)
            {
                var held = message with { PopReceipt = Next(), DequeueCount = message.DequeueCount + 1 };
                Of(queue).Put(held, now + visibility, ++_number);
                taken.Add(held);
            }

            return taken;
        }
    }

    public bool Delete(string queue, QueueMessage message)
    {
        lock (_gate)
        {
            return Of(queue).Find(message) is not null && Of(queue).Remove(message.Id);
        }
    }

    public QueueMessage? ChangeVisibility(string queue, QueueMessage message, TimeSpan visibility)
    {
        lock (_gate)
        {
            if (Of(queue).Find(message) is not { } found)
            {
                return null;
            }

            var held = found with { PopReceipt = Next() };
            Of(queue).Put(held, time.GetUtcNow() + visibility, ++_number);
            return held;
        }
    }

    public IReadOnlyList<QueueMessage> Peek(string queue, int max)
    {
        lock (_gate)
        {
            return [.. Of(queue).Due(time.GetUtcNow()).Take(max).Select(message => message with { PopReceipt = "" })];
        }
    }

    public long Count(string queue)
    {
        lock (_gate)
        {
            return Of(queue).Count;
        }
    }

    private Queue Of(string name)
    {
        if (!_queues.TryGetValue(name, out var queue))
        {
            _queues[name] = queue = new Queue();
        }

        return queue;
    }

    private string Next() => (++_number).ToString(CultureInfo.InvariantCulture);

    /// <summary>A queue. A message that was put again, or removed, leaves its old place in the order, which is passed over.</summary>
    private sealed class Queue
    {
        private readonly Dictionary<string, (QueueMessage Message, DateTimeOffset VisibleAt, long Place)> _messages = new(StringComparer.Ordinal);
        private readonly PriorityQueue<string, (DateTimeOffset VisibleAt, long Place)> _order = new();

        public int Count => _messages.Count;

        public void Put(QueueMessage message, DateTimeOffset visibleAt, long place)
        {
            _messages[message.Id] = (message, visibleAt, place);
            _order.Enqueue(message.Id, (visibleAt, place));
        }

        public bool Remove(string id) => _messages.Remove(id);

        public QueueMessage? Find(QueueMessage message) =>
            message.PopReceipt.Length > 0 && _messages.TryGetValue(message.Id, out var found) && found.Message.PopReceipt == message.PopReceipt
                ? found.Message
                : null;

        public QueueMessage? TakeDue(DateTimeOffset now)
        {
            while (_order.TryPeek(out var id, out var at) && at.VisibleAt <= now)
            {
                _order.Dequeue();
                if (_messages.TryGetValue(id, out var found) && found.Place == at.Place)
                {
                    return found.Message;
                }
            }

            return null;
        }

        public IEnumerable<QueueMessage> Due(DateTimeOffset now) => _messages.Values
            .Where(message => message.VisibleAt <= now)
            .OrderBy(message => (message.VisibleAt, message.Place))
            .Select(message => message.Message);
    }
}
