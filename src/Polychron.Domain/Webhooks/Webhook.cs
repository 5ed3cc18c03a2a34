using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.Domain.Webhooks;

/// <summary>A subscription: the address that is told of a workspace's changes. Its cloud is the workspace it lives in.</summary>
public sealed record Webhook : Entity
{
    /// <summary>The most webhooks in a workspace.</summary>
    public const int MaxWebhooks = 100;

    /// <summary>The most characters in an address.</summary>
    public const int MaxUrlLength = 2_000;

    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Webhook;

    /// <summary>The absolute address, unique in the workspace.</summary>
    public required string Url { get; init; }

    /// <summary>Which changes it is told of.</summary>
    public required WebhookFilter Filter { get; init; }

    /// <summary>In whose form: the name of a payload form, such as a dialect's.</summary>
    public required string Form { get; init; }

    /// <summary>The user who made it and with whose eyes it sees: it is sent nothing that its owner may not read.</summary>
    public required long OwnerUserId { get; init; }

    /// <summary>The secrets that sign, newest first: more than one while a new one overlaps with an old one.</summary>
    public required ImmutableList<SigningSecret> Secrets { get; init; }

    /// <summary>Whether it is told of changes.</summary>
    public WebhookState State { get; init; }

    /// <summary>Why it is disabled, in words for its owner; null otherwise.</summary>
    public string? DisabledReason { get; init; }

    /// <summary>The server's own address as the owner saw it when subscribing, for links in payloads; without a slash at its end.</summary>
    public string ServerUrl { get; init; } = "";

    /// <summary>The secrets that sign at <paramref name="now"/>, newest first.</summary>
    public IEnumerable<SigningSecret> SecretsAt(Instant now) => Secrets.Where(secret => secret.SignsAt(now));
}
