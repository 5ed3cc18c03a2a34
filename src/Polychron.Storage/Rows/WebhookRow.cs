using System.Text.Json.Serialization;
using Polychron.Domain.Log;
using Polychron.Domain.Time;
using Polychron.Domain.Webhooks;

namespace Polychron.Storage.Rows;

/// <summary>A stored webhook.</summary>
internal sealed class WebhookRow : ImageRow<Webhook>
{
    [JsonPropertyName("u")]
    public string Url { get; set; } = "";

    [JsonPropertyName("f")]
    public FilterRow Filter { get; set; } = new();

    [JsonPropertyName("p")]
    public string Form { get; set; } = "";

    [JsonPropertyName("o")]
    public long OwnerUserId { get; set; }

    /// <summary>The secrets, newest first. A delivery is signed with the text itself, so it cannot be stored as a hash.</summary>
    [JsonPropertyName("k")]
    public SecretRow[] Secrets { get; set; } = [];

    [JsonPropertyName("s")]
    public int State { get; set; }

    [JsonPropertyName("r")]
    public string? DisabledReason { get; set; }

    [JsonPropertyName("b")]
    public string ServerUrl { get; set; } = "";

    public static WebhookRow From(Webhook webhook)
    {
        var row = new WebhookRow
        {
            Url = webhook.Url,
            Filter = FilterRow.From(webhook.Filter),
            Form = webhook.Form,
            OwnerUserId = webhook.OwnerUserId,
            Secrets = [.. webhook.Secrets.Select(SecretRow.From)],
            State = (int)webhook.State,
            DisabledReason = webhook.DisabledReason,
            ServerUrl = webhook.ServerUrl,
        };
        row.Stamp(webhook);
        return row;
    }

    protected override Entity Convert() => new Webhook
    {
        Url = Url,
        Filter = Filter.ToFilter(),
        Form = Form,
        OwnerUserId = OwnerUserId,
        Secrets = [.. Secrets.Select(secret => secret.ToSecret())],
        State = (WebhookState)State,
        DisabledReason = DisabledReason,
        ServerUrl = ServerUrl,
    };
}

/// <summary>A stored filter: absent where it lets everything through.</summary>
internal sealed class FilterRow
{
    [JsonPropertyName("t")]
    public int[]? Types { get; set; }

    [JsonPropertyName("p")]
    public long[]? ProjectIds { get; set; }

    [JsonPropertyName("l")]
    public long[]? LabelIds { get; set; }

    public static FilterRow From(WebhookFilter filter) => new()
    {
        Types = filter.Types.IsEmpty ? null : [.. filter.Types.Select(type => type.Code)],
        ProjectIds = filter.ProjectIds.IsEmpty ? null : [.. filter.ProjectIds],
        LabelIds = filter.LabelIds.IsEmpty ? null : [.. filter.LabelIds],
    };

    public WebhookFilter ToFilter() => new()
    {
        Types = [.. (Types ?? []).Select(EventType.FromCode)],
        ProjectIds = [.. ProjectIds ?? []],
        LabelIds = [.. LabelIds ?? []],
    };
}

/// <summary>A stored secret.</summary>
internal sealed class SecretRow
{
    [JsonPropertyName("s")]
    public string Text { get; set; } = "";

    [JsonPropertyName("e")]
    public long? ExpiresAt { get; set; }

    public static SecretRow From(SigningSecret secret) => new()
    {
        Text = secret.Reveal(),
        ExpiresAt = secret.ExpiresAt is { } end ? Microseconds.FromInstant(end) : null,
    };

    public SigningSecret ToSecret() => new(Text, ExpiresAt is { } end ? Microseconds.ToInstant(end) : null);
}
