using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Domain.Webhooks;

namespace Polychron.Dialects.Timether.Wire.Webhooks;

/// <summary>What became of a delivery.</summary>
internal static class DeliveryJson
{
    /// <summary>The names of what can become of one.</summary>
    public static readonly IReadOnlyList<string> Statuses = ["pending", "succeeded", "failed", "skipped"];

    /// <summary>Writes a delivery as a value.</summary>
    public static void Write(Utf8JsonWriter json, DeliveryRecord delivery)
    {
        json.WriteStartObject();
        WriteKey(json, delivery.Id);
        json.WriteString("status"u8, StatusOf(delivery.Status));
        json.WriteString("reason"u8, delivery.Reason);
        json.WriteInstantOrNull("requested_at", delivery.Run == 0 ? null : Instant.FromUnixTimeMilliseconds(delivery.Run));
        json.WriteInstantOrNull("next_attempt_at", delivery.NextAttemptAt);
        json.WriteStartArray("attempts"u8);
        foreach (var attempt in delivery.Attempts)
        {
            json.WriteStartObject();
            WriteAttempt(json, attempt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("response"u8, delivery.Response);
        json.WriteEndObject();
    }

    /// <summary>Writes which delivery it is, as members.</summary>
    public static void WriteKey(Utf8JsonWriter json, DeliveryId id)
    {
        json.WriteNumber("sequence"u8, id.Sequence);
        json.WriteString("message_id"u8, id.ToString());
    }

    /// <summary>Writes what came of an attempt, as members.</summary>
    public static void WriteAttempt(Utf8JsonWriter json, DeliveryAttempt attempt)
    {
        json.WriteInstant("at", attempt.At);
        if (attempt.HttpStatus is { } status)
        {
            json.WriteNumber("http_status"u8, status);
        }
        else
        {
            json.WriteNull("http_status"u8);
        }

        json.WriteNumber("duration_ms"u8, attempt.DurationMilliseconds);
        json.WriteString("error"u8, attempt.Error);
    }

    private static string StatusOf(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending => Statuses[0],
        DeliveryStatus.Succeeded => Statuses[1],
        DeliveryStatus.Failed => Statuses[2],
        _ => Statuses[3],
    };
}
