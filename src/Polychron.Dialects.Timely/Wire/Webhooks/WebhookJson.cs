using System.Text.Json;
using Polychron.Domain.Webhooks;

namespace Polychron.Dialects.Timely.Wire.Webhooks;

/// <summary>Webhooks as they are shown.</summary>
internal static class WebhookJson
{
    /// <summary>Writes a webhook without its secret.</summary>
    public static void Write(Utf8JsonWriter json, Webhook webhook) => Write(json, webhook, secret: null);

    /// <summary>Writes a webhook to whoever has just made it or its secret.</summary>
    public static void WriteWithSecret(Utf8JsonWriter json, Webhook webhook) => Write(json, webhook, webhook.Secrets[0]);

    private static void Write(Utf8JsonWriter json, Webhook webhook, SigningSecret? secret)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, webhook.Id);
        json.WriteString("url"u8, webhook.Url);
        json.WriteStartArray("subscriptions"u8);
        foreach (var name in EventTypeNames.Of(webhook.Filter))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteBoolean("active"u8, webhook.State == WebhookState.Active);
        json.WriteString("disabled_reason"u8, webhook.DisabledReason);
        json.WriteString("secret_token"u8, secret?.Reveal());
        json.WriteEpoch("updated_at", webhook.UpdatedAt);
        json.WriteEpoch("created_at", webhook.CreatedAt);
        json.WriteEndObject();
    }
}
