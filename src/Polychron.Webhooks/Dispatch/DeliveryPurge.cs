using NodaTime;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>Clears delivery logs: of webhooks that are gone, and of what is older than is kept.</summary>
internal sealed class DeliveryPurge(
    IDispatchCheckpoints checkpoints, IWorkspaceLog log, IDeliveryLog deliveries, IQueueStore queues, IClock clock, WebhookOptions options)
{
    /// <summary>Asks for a purge of every webhook that listens. A message that is lost costs a day.</summary>
    public async Task AskAsync(CancellationToken cancellation)
    {
        await foreach (var checkpoint in checkpoints.ListAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var webhook in checkpoint.State.Listeners.Keys)
            {
                await queues.EnqueueAsync(
                    WebhookQueues.Purge, new PurgeMessage(checkpoint.WorkspaceId, webhook).ToString(), cancellation: cancellation)
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>Purges one webhook's log. Returns how many rows it had too many.</summary>
    public async Task<int> RunAsync(PurgeMessage message, CancellationToken cancellation)
    {
        var picture = (await log.OpenAsync(message.WorkspaceId, cancellation).ConfigureAwait(false)).Picture;
        long? before = picture.Webhooks.ContainsKey(message.WebhookId)
            ? await FirstAfterAsync(message.WorkspaceId, picture.Sequence, clock.GetCurrentInstant() - Duration.FromTimeSpan(options.KeepDeliveries), cancellation)
                .ConfigureAwait(false)
            : null;
        return await deliveries.PurgeAsync(message.WorkspaceId, message.WebhookId, before, cancellation).ConfigureAwait(false);
    }

    /// <summary>The first record since an instant, found by halving the log: as many reads as its last number has binary digits.</summary>
    private async Task<long> FirstAfterAsync(long workspaceId, long last, Instant since, CancellationToken cancellation)
    {
        long old = 0;
        var recent = last + 1;
        while (recent - old > 1)
        {
            var middle = old + (recent - old) / 2;
            var found = await log.ReadLogAsync(workspaceId, middle - 1, 1, cancellation).ConfigureAwait(false);
            if (found.Count == 0 || found[0].At >= since)
            {
                recent = middle;
            }
            else
            {
                old = middle;
            }
        }

        return recent;
    }
}
