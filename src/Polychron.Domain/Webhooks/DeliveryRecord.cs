using System.Collections.Immutable;
using NodaTime;

namespace Polychron.Domain.Webhooks;

/// <summary>What became of a delivery. The numbers are stored: never change or reuse one.</summary>
public enum DeliveryStatus
{
    /// <summary>It failed and will be tried again.</summary>
    Pending = 0,

    /// <summary>The listener answered with a success.</summary>
    Succeeded = 1,

    /// <summary>All attempts failed, or the listener said that it is gone.</summary>
    Failed = 2,

    /// <summary>It was not sent: the webhook was paused, or its owner may not read this any more.</summary>
    Skipped = 3,
}

/// <summary>Which delivery: the record of a workspace's log that a webhook is told of. The id is the same at every attempt.</summary>
/// <param name="WorkspaceId">The workspace.</param>
/// <param name="Sequence">The record's sequence number.</param>
/// <param name="WebhookId">The webhook.</param>
public readonly record struct DeliveryId(long WorkspaceId, long Sequence, long WebhookId)
{
    /// <summary>The id that the listener sees, by which it recognises a delivery that comes twice.</summary>
    public override string ToString() => $"msg_{WorkspaceId}_{Sequence}_{WebhookId}";
}

/// <summary>One attempt.</summary>
/// <param name="At">When it began.</param>
/// <param name="HttpStatus">The status of the response, or null if there was none.</param>
/// <param name="DurationMilliseconds">How long it took.</param>
/// <param name="Error">Why there was no response, or null.</param>
public sealed record DeliveryAttempt(Instant At, int? HttpStatus, long DurationMilliseconds, string? Error)
{
    /// <summary>Whether the listener took it: a status from 200 to 299.</summary>
    public bool IsSuccess => HttpStatus is >= 200 and <= 299;
}

/// <summary>What is known of a delivery: an entry of the delivery log.</summary>
/// <param name="Id">Which delivery.</param>
public sealed record DeliveryRecord(DeliveryId Id)
{
    /// <summary>The most bytes of a response that are kept.</summary>
    public const int MaxResponseBytes = 20_000;

    /// <summary>
    /// Which run of the schedule: 0 for the automatic one, else the Unix milliseconds at which somebody asked for another. A
    /// later run takes the place of an earlier one.
    /// </summary>
    public long Run { get; init; }

    /// <summary>What became of it.</summary>
    public DeliveryStatus Status { get; init; }

    /// <summary>The attempts of this run so far, oldest first.</summary>
    public ImmutableList<DeliveryAttempt> Attempts { get; init; } = [];

    /// <summary>When the next attempt is due, or null if there is none.</summary>
    public Instant? NextAttemptAt { get; init; }

    /// <summary>Why it was skipped or given up, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The beginning of the last response's body: at most <see cref="MaxResponseBytes"/> bytes of UTF-8.</summary>
    public string? Response { get; init; }

    /// <summary>Whether nothing more will happen by itself.</summary>
    public bool IsFinal => Status != DeliveryStatus.Pending;
}
