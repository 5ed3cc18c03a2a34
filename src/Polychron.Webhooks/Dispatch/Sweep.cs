using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// Looks for workspaces whose logs go on behind their checkpoints and wakes the dispatcher for them. So a wake-up that was
/// lost costs a minute and not an event. It looks at many at once: one after the other, thousands take longer than the minute.
/// </summary>
internal sealed class Sweep(IDispatchCheckpoints checkpoints, IWorkspaceLog log, IQueueStore queues, WebhookOptions options)
{
    /// <summary>How many logs it looks at at once: more would take from requests what the account gives in a second.</summary>
    private const int AtOnce = 8;

    /// <summary>Sweeps: a range read for each partition of checkpoints and one for each workspace in them. Returns how many were woken.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var woken = 0;
        await Parallel.ForEachAsync(
            checkpoints.ListAsync(cancellation),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Min(AtOnce, options.EnqueueAtOnce), CancellationToken = cancellation },
            async (checkpoint, token) =>
            {
                var news = await log.ReadLogAsync(checkpoint.WorkspaceId, checkpoint.State.Sequence, 1, token).ConfigureAwait(false);
                if (news.Count > 0)
                {
                    await Dispatcher.WakeAsync(queues, checkpoint.WorkspaceId, TimeSpan.Zero, token).ConfigureAwait(false);
                    Interlocked.Increment(ref woken);
                }
            }).ConfigureAwait(false);
        return woken;
    }
}
