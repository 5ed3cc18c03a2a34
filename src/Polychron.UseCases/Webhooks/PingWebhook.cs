using Polychron.Domain.Errors;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.UseCases.Webhooks;

/// <summary>Sends a webhook a test.</summary>
public static class PingWebhook
{
    /// <summary>Sends it, also to one that is paused, and waits for the answer.</summary>
    /// <exception cref="DomainException">There is no such webhook for the caller.</exception>
    public static Task<DeliveryAttempt> RunAsync(
        IWorkspaceView view, IWebhookPinger pinger, long userId, long webhookId, CancellationToken cancellation = default) =>
        pinger.PingAsync(view.WorkspaceId, ListWebhooks.Find(view, userId, webhookId), cancellation);
}
