using System.Collections.Frozen;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>The signals of the queues that have a listener in this process.</summary>
internal sealed class QueueSignals(IEnumerable<string> queues, TimeProvider time)
{
    private readonly FrozenDictionary<string, QueueSignal> signals =
        queues.ToFrozenDictionary(queue => queue, _ => new QueueSignal(time), StringComparer.Ordinal);

    /// <summary>The queue's signal, or null if nothing here listens to it.</summary>
    public QueueSignal? Find(string queue) => signals.GetValueOrDefault(queue);
}
