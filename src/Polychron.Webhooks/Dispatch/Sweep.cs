using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// Looks for workspaces whose logs go on behind their checkpoints and wakes the dispatcher for them. So a wake-up that was
/// lost costs a minute and not an event.
/// </summary>
internal sealed class Sweep(IDispatchCheckpoints checkpoints, IWorkspaceLog log, IQueueStore queues)
{
    /// <summary>Sweeps: a range read for each partition of checkpoints and one for each workspace in them. Returns how many were woken.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var woken = 0;
        await foreach (var checkpoint in checkpoints.ListAsync(cancellation).ConfigureAwait(false))
        {
            var news = await log.ReadLogAsync(checkpoint.WorkspaceId, checkpoint.State.Sequence, 1, cancellation).ConfigureAwait(false);
            if (news.Count > 0)
            {
                await Dispatcher.WakeAsync(queues, checkpoint.WorkspaceId, cancellation).ConfigureAwait(false);
                woken++;
            }
        }

        return woken;
    }
}
