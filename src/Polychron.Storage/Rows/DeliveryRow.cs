using System.Text.Json.Serialization;
using NodaTime;
using Polychron.Domain.Time;
using Polychron.Domain.Webhooks;

namespace Polychron.Storage.Rows;

/// <summary>A stored entry of the delivery log.</summary>
internal sealed class DeliveryRow
{
    [JsonPropertyName("u")]
    public long Run { get; set; }

    [JsonPropertyName("s")]
    public int Status { get; set; }

    [JsonPropertyName("a")]
    public AttemptRow[] Attempts { get; set; } = [];

    [JsonPropertyName("n")]
    public long? NextAttemptAt { get; set; }

    [JsonPropertyName("r")]
    public string? Reason { get; set; }

    [JsonPropertyName("b")]
    public string? Response { get; set; }

    public static DeliveryRow From(DeliveryRecord delivery) => new()
    {
        Run = delivery.Run,
        Status = (int)delivery.Status,
        Attempts = [.. delivery.Attempts.Select(AttemptRow.From)],
        NextAttemptAt = delivery.NextAttemptAt is { } next ? Microseconds.FromInstant(next) : null,
        Reason = delivery.Reason,
        Response = delivery.Response,
    };

    public DeliveryRecord ToDelivery(DeliveryId id) => new(id)
    {
        Run = Run,
        Status = (DeliveryStatus)Status,
        Attempts = [.. Attempts.Select(attempt => attempt.ToAttempt())],
        NextAttemptAt = NextAttemptAt is { } next ? Microseconds.ToInstant(next) : null,
        Reason = Reason,
        Response = Response,
    };
}

/// <summary>A stored attempt.</summary>
internal sealed class AttemptRow
{
    [JsonPropertyName("t")]
    public long At { get; set; }

    [JsonPropertyName("h")]
    public int? HttpStatus { get; set; }

    [JsonPropertyName("d")]
    public long DurationMilliseconds { get; set; }

    [JsonPropertyName("e")]
    public string? Error { get; set; }

    public static AttemptRow From(DeliveryAttempt attempt) => new()
    {
        At = Microseconds.FromInstant(attempt.At),
        HttpStatus = attempt.HttpStatus,
        DurationMilliseconds = attempt.DurationMilliseconds,
        Error = attempt.Error,
    };

    public DeliveryAttempt ToAttempt() => new(Microseconds.ToInstant(At), HttpStatus, DurationMilliseconds, Error);
}

/// <summary>Stored health of a webhook's listener.</summary>
internal sealed class ListenerHealthRow
{
    /// <summary>Since when it has been failing without a success, or null.</summary>
    [JsonPropertyName("f")]
    public long? FailingSince { get; set; }

    public static Instant? Since(ListenerHealthRow? row) =>
        row?.FailingSince is { } since ? Microseconds.ToInstant(since) : null;
}
