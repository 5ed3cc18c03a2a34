using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Events;
using Polychron.Dialects.Replies;
using Polychron.Domain.Webhooks;

namespace Polychron.Dialects.Timether.Wire.Webhooks;

/// <summary>A webhook as Timether shows it. Its secret is shown once, by whoever creates or rotates it.</summary>
internal static class WebhookJson
{
    /// <summary>Stands for all events, those that are added later too.</summary>
    public const string AnyEvent = "*";

    /// <summary>The names of a webhook's states.</summary>
    public static readonly IReadOnlyList<string> States = ["active", "paused", "disabled"];

    /// <summary>Writes a webhook as a value.</summary>
    public static void Write(Utf8JsonWriter json, Webhook webhook)
    {
        json.WriteStartObject();
        WriteMembers(json, webhook);
        json.WriteEndObject();
    }

    /// <summary>A webhook's ETag.</summary>
    public static string ETag(Webhook webhook, Viewer viewer) => ViewETag.Of(webhook, viewer);

    /// <summary>The body of a webhook.</summary>
    public static byte[] Render(Webhook webhook) => JsonBytes.Render(webhook, Write);

    /// <summary>The body of a webhook whose secret was just made, with it, or with null for a repetition.</summary>
    public static byte[] RenderNew(Webhook webhook, string? secret) => JsonBytes.Render((webhook, secret), static (json, made) =>
    {
        json.WriteStartObject();
        WriteMembers(json, made.webhook);
        json.WriteString("secret"u8, made.secret);
        json.WriteEndObject();
    });

    private static void WriteMembers(Utf8JsonWriter json, Webhook webhook)
    {
        json.WriteNumber("id"u8, webhook.Id);
        json.WriteString("url"u8, webhook.Url);
        json.WriteStartArray("events"u8);
        foreach (var name in Events(webhook.Filter.Types))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();

        // What was deleted since is shown: without it, a filter that lets nothing through would look like none.
        json.WriteIds("project_ids", webhook.Filter.ProjectIds);
        json.WriteIds("tag_ids", webhook.Filter.LabelIds);
        json.WriteString("state"u8, StateOf(webhook.State));
        json.WriteString("disabled_reason"u8, webhook.DisabledReason);
        json.WriteString("form"u8, webhook.Form);
        json.WriteNumber("owner_id"u8, webhook.OwnerUserId);
        json.WriteInstantOrNull("previous_secrets_expire_at", PreviousExpire(webhook));
        json.WriteInstant("created_at", webhook.CreatedAt);
        json.WriteInstant("updated_at", webhook.UpdatedAt);
    }

    private static IEnumerable<string> Events(ImmutableSortedSet<EventType> types) =>
        types.IsEmpty ? [AnyEvent] : types.Select(EventNames.Of);

    private static string StateOf(WebhookState state) => state switch
    {
        WebhookState.Active => States[0],
        WebhookState.Paused => States[1],
        _ => States[2],
    };

    private static Instant? PreviousExpire(Webhook webhook) => webhook.Secrets.Select(secret => secret.ExpiresAt).Max();
}
