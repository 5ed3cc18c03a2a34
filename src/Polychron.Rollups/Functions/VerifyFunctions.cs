using Microsoft.Azure.Functions.Worker;
using Polychron.Rollups.Cells;
using Polychron.Rollups.Checkpoints;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Rollups.Functions;

/// <summary>
/// Verifies a sample of each workspace's cells, once a day. It is also the net below the marks of news and the messages: it
/// compacts every workspace, goes on with rebuilds whose message was lost, and deletes cells of zones that are no more.
/// </summary>
public sealed class VerifyFunctions(IDirectory directory, IRollupStore store, Verifier verifier, IQueueStore queues)
{
    /// <summary>The queue with the ids of workspaces to verify.</summary>
    public const string Queue = "rollup-verify";

    /// <summary>Asks for a verification of every workspace, at 02:41 UTC.</summary>
    [Function("RollupVerifyAsk")]
    public async Task Ask([TimerTrigger("0 41 2 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        long after = 0;
        while (true)
        {
            var page = await directory.ListWorkspacesAsync(after, TableLimits.MaxPageRows, cancellation);
            foreach (var workspace in page)
            {
                await queues.EnqueueAsync(Queue, RollupMessage.Of(workspace.Id), cancellation: cancellation);
                after = workspace.Id;
            }

            if (page.Count < TableLimits.MaxPageRows)
            {
                return;
            }
        }
    }

    /// <summary>Verifies one workspace.</summary>
    [Function("RollupVerify")]
    public async Task Verify([QueueTrigger(Queue)] string message, CancellationToken cancellation)
    {
        var workspaceId = RollupMessage.Parse(message);
        await verifier.RunAsync(workspaceId, cancellation);
        var checkpoint = await store.ReadCheckpointAsync(workspaceId, cancellation);
        if (!checkpoint.IsExact)
        {
            await queues.EnqueueAsync(RebuildFunctions.Queue, message, cancellation: cancellation);
        }
        else
        {
            await store.DeleteBeforeAsync(workspaceId, checkpoint.Generation, cancellation);
        }
    }
}
