using System.Globalization;
using NodaTime;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.UseCases.Operations.Health;

/// <summary>
/// Finds out what waits behind the logs. It does not ask every workspace: it looks at those that were behind the last time,
/// those with marks of news, those whose wake-up waits longest, and some others in turn. A workspace that was written to has a
/// mark until it is swept, and one that was seen behind is looked at until it is not, so that a wake-up that was lost shows as
/// an age that grows; one whose mark was lost too is found when its turn comes.
/// </summary>
/// <remarks>
/// Storage operations: four; one for each queue that wakes a follower, two for each that a follower hands over to, one for each
/// queue's parked messages; for each workspace that is looked at a point read and one for each follower, and a range query for
/// each follower that is behind. <see cref="MaxLooked"/> bounds them.
/// </remarks>
public sealed class MeasureHealth(
    IWorkspaceLog log,
    IWorkspaceNews news,
    IDirectory directory,
    IEnumerable<ILogConsumer> consumers,
    IQueueStore queues,
    PoisonMessages poison,
    IHealthStore store,
    IClock clock)
{
    /// <summary>The most workspaces that one measurement looks at; those that were behind longest come first.</summary>
    public const int MaxLooked = 1_000;

    /// <summary>How many workspaces are looked at because it is their turn.</summary>
    public const int Turns = 100;

    private const int MaxRemembered = 500;
    private const int AtOnce = 8;

    private readonly ILogConsumer[] _consumers = [.. consumers];

    /// <summary>Measures and keeps what it found.</summary>
    /// <exception cref="StorageUnavailableException">The store could not answer; nothing was kept.</exception>
    public async Task<ServerHealth> RunAsync(CancellationToken cancellation = default)
    {
        var before = await store.ReadAsync(cancellation).ConfigureAwait(false);
        var turn = await directory.ListWorkspacesAsync(before?.Turn ?? 0, Turns, cancellation).ConfigureAwait(false);
        var candidates = new List<long>(before?.Behind ?? []);
        candidates.AddRange((await news.ReadAsync(TableLimits.MaxPageRows, cancellation).ConfigureAwait(false)).Select(mark => mark.WorkspaceId));
        candidates.AddRange(await ReadWakeUpsAsync(cancellation).ConfigureAwait(false));
        var looked = turn.Select(workspace => workspace.Id).ToHashSet();
        looked.UnionWith(candidates.Distinct().Take(MaxLooked - looked.Count).ToList());

        var found = new List<Lag>();
        long head = before?.LogHead ?? 0;
        await Parallel.ForEachAsync(
            looked,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (workspaceId, token) =>
            {
                var (last, lags) = await LookAsync(workspaceId, token).ConfigureAwait(false);
                lock (found)
                {
                    head = Math.Max(head, last);
                    found.AddRange(lags);
                }
            }).ConfigureAwait(false);

        var health = new ServerHealth
        {
            MeasuredAt = clock.GetCurrentInstant(),
            LogHead = head,
            Consumers = await SumAsync(found, cancellation).ConfigureAwait(false),
            Parked = [.. (await poison.ListAsync(cancellation).ConfigureAwait(false)).Select(queue => new ParkedMessages(queue.Queue, queue.Count))],
            Behind = [.. found.OrderBy(lag => lag.Since).Select(lag => lag.WorkspaceId).Distinct().Take(MaxRemembered)],
            Turn = turn.Count < Turns ? 0 : turn[^1].Id,
        };
        await store.SaveAsync(health, cancellation).ConfigureAwait(false);
        return health;
    }

    /// <summary>The workspaces of the messages that have waited longest for a follower.</summary>
    private async Task<IReadOnlyList<long>> ReadWakeUpsAsync(CancellationToken cancellation)
    {
        var workspaces = new List<long>();
        foreach (var queue in _consumers.Select(consumer => consumer.WakeQueue).OfType<string>())
        {
            foreach (var message in await queues.PeekAsync(queue, QueueLimits.MaxReceive, cancellation).ConfigureAwait(false))
            {
                if (long.TryParse(message.Body, NumberStyles.None, CultureInfo.InvariantCulture, out var workspaceId))
                {
                    workspaces.Add(workspaceId);
                }
            }
        }

        return workspaces;
    }

    /// <summary>The workspace's last record, and which followers are behind it.</summary>
    private async Task<(long Last, IReadOnlyList<Lag> Lags)> LookAsync(long workspaceId, CancellationToken cancellation)
    {
        var last = await log.ReadSequenceAsync(workspaceId, cancellation).ConfigureAwait(false);
        var lags = new List<Lag>();
        foreach (var consumer in _consumers)
        {
            var checkpoint = await consumer.CheckpointAsync(workspaceId, cancellation).ConfigureAwait(false);
            if (checkpoint >= last)
            {
                continue;
            }

            var oldest = await log.ReadLogAsync(workspaceId, checkpoint, 1, cancellation).ConfigureAwait(false);
            if (oldest.Count > 0)
            {
                lags.Add(new Lag(consumer.Name, workspaceId, last - checkpoint, oldest[0].At));
            }
        }

        return (last, lags);
    }

    private async Task<IReadOnlyList<ConsumerLag>> SumAsync(List<Lag> found, CancellationToken cancellation)
    {
        var sums = new List<ConsumerLag>();
        foreach (var consumer in _consumers)
        {
            var lags = found.Where(lag => lag.Consumer == consumer.Name).ToList();
            var sum = new ConsumerLag(
                consumer.Name, lags.Sum(lag => lag.Records), lags.Count == 0 ? null : lags.Min(lag => lag.Since));
            sums.Add(consumer.HandoverQueue is { } queue ? await AddHandoverAsync(sum, queue, cancellation).ConfigureAwait(false) : sum);
        }

        return sums;
    }

    private async Task<ConsumerLag> AddHandoverAsync(ConsumerLag sum, string queue, CancellationToken cancellation)
    {
        var waiting = await queues.CountAsync(queue, cancellation).ConfigureAwait(false);
        var oldest = await queues.PeekAsync(queue, 1, cancellation).ConfigureAwait(false);
        Instant? since = oldest.Count == 0 ? null : Instant.FromDateTimeOffset(oldest[0].InsertedAt);
        return sum with
        {
            Records = sum.Records + waiting,
            Since = sum.Since is { } first && since is { } other ? Instant.Min(first, other) : sum.Since ?? since,
        };
    }

    private sealed record Lag(string Consumer, long WorkspaceId, long Records, Instant Since);
}
