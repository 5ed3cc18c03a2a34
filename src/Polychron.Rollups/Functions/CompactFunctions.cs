using Microsoft.Azure.Functions.Worker;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Fold;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Rollups.Functions;

/// <summary>
/// Folds a workspace's news into its cells. Which workspaces have news is found by the sweep, each minute. A message that
/// comes twice finds nothing to do, and so does the slower one of two.
/// </summary>
public sealed class CompactFunctions(Compactor compactor, RollupMeter meter, IQueueStore queues)
{
    /// <summary>How many records one message folds, about: a workspace with more waits behind the others for its next turn.</summary>
    private const int RecordsOfTurn = 20_000;

    /// <summary>Compacts one workspace.</summary>
    [Function("RollupCompact")]
    public async Task Compact([QueueTrigger(RollupConsumer.Queue)] string message, CancellationToken cancellation)
    {
        var workspaceId = RollupMessage.Parse(message);
        var compaction = await compactor.RunAsync(workspaceId, RecordsOfTurn, cancellation);
        meter.Folded(compaction.Records);

        // Before this message is gone: if the process dies here, it comes again.
        if (!compaction.IsCaughtUp)
        {
            await queues.EnqueueAsync(RollupConsumer.Queue, message, cancellation: cancellation);
        }
        else if (compaction.Checkpoint.ExactFrom == UseCases.Ports.Rollups.RollupCheckpoint.NoMonth)
        {
            // The workspace's zone has changed, and its cells begin anew.
            await queues.EnqueueAsync(RebuildFunctions.Queue, message, cancellation: cancellation);
        }
    }
}
