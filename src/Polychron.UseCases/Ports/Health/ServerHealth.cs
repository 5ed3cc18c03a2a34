using NodaTime;

namespace Polychron.UseCases.Ports.Health;

/// <summary>How far somebody who follows the workspaces' logs is behind them.</summary>
/// <param name="Name">Whose figures these are (<see cref="Log.ILogConsumer.Name"/>).</param>
/// <param name="Records">How many records wait, in the workspaces that were looked at.</param>
/// <param name="Since">When the oldest of them was written; null where none waits.</param>
public sealed record ConsumerLag(string Name, long Records, Instant? Since);

/// <summary>How many messages of a queue were parked after failing too often.</summary>
/// <param name="Queue">The queue that they came from.</param>
/// <param name="Count">How many.</param>
public sealed record ParkedMessages(string Queue, long Count);

/// <summary>What was found out at one moment about what waits, and where the next measurement goes on.</summary>
public sealed record ServerHealth
{
    /// <summary>When it was measured.</summary>
    public required Instant MeasuredAt { get; init; }

    /// <summary>The highest sequence number of any workspace's log that has been looked at so far.</summary>
    public long LogHead { get; init; }

    /// <summary>The followers of the logs.</summary>
    public IReadOnlyList<ConsumerLag> Consumers { get; init; } = [];

    /// <summary>The queues, empty ones too.</summary>
    public IReadOnlyList<ParkedMessages> Parked { get; init; } = [];

    /// <summary>Workspaces whose followers were behind, longest first: they are looked at again until nothing waits.</summary>
    public IReadOnlyList<long> Behind { get; init; } = [];

    /// <summary>The last workspace that was looked at in its turn; 0 to begin anew.</summary>
    public long Turn { get; init; }

    /// <summary>How many messages are parked in all.</summary>
    public long PoisonMessages => Parked.Sum(queue => queue.Count);

    /// <summary>How many records wait for a follower.</summary>
    public long RecordsOf(string consumer) => Find(consumer)?.Records ?? 0;

    /// <summary>How long the oldest record has waited for a follower, in whole seconds as of <see cref="MeasuredAt"/>; 0 where none waits.</summary>
    public long SecondsOf(string consumer) =>
        Find(consumer)?.Since is { } since ? Math.Max(0, (long)(MeasuredAt - since).TotalSeconds) : 0;

    private ConsumerLag? Find(string consumer) => Consumers.FirstOrDefault(found => found.Name == consumer);
}
