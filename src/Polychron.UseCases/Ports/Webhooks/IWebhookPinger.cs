using Polychron.Domain.Webhooks;

namespace Polychron.UseCases.Ports.Webhooks;

/// <summary>Sends a webhook a test, at once and only once.</summary>
public interface IWebhookPinger
{
    /// <summary>Sends it and waits for the answer, for as long as an attempt may take. It is in no log and is not repeated.</summary>
    Task<DeliveryAttempt> PingAsync(long workspaceId, Webhook webhook, CancellationToken cancellation = default);
}
