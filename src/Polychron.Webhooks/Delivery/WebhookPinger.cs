using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Webhooks.Delivery;

/// <summary>Sends tests: <c>{"id":...,"type":"ping",...}</c> whatever the webhook's form is, signed as all deliveries are.</summary>
internal sealed class WebhookPinger(WebhookSender sender, IRandomSource random, IClock clock) : IWebhookPinger
{
    /// <inheritdoc />
    public async Task<DeliveryAttempt> PingAsync(long workspaceId, Webhook webhook, CancellationToken cancellation = default)
    {
        var id = $"ping_{workspaceId}_{webhook.Id}_{Nonce()}";
        var body = JsonBytes.Render((id, workspaceId, webhook, now: clock.GetCurrentInstant()), static (json, ping) =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, ping.id);
            json.WriteString("type"u8, "ping"u8);
            json.WriteInstant("timestamp", ping.now);
            json.WriteNumber("workspace_id"u8, ping.workspaceId);
            json.WriteNumber("webhook_id"u8, ping.webhook.Id);
            json.WriteEndObject();
        });
        return (await sender.SendAsync(webhook, id, body, [], cancellation).ConfigureAwait(false)).Attempt;
    }

    private string Nonce()
    {
        Span<byte> bits = stackalloc byte[8];
        random.Fill(bits);
        return Convert.ToHexStringLower(bits);
    }
}
