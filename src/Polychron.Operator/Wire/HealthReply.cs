using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Operator.Wire;

/// <summary>What <c>GET /operator/health</c> answers.</summary>
internal static class HealthReply
{
    public static IResult Ok(ServerHealth health) =>
        new BytesResult(StatusCodes.Status200OK, JsonBytes.Render(health, static (writer, health) => Write(writer, health)));

    private static void Write(Utf8JsonWriter writer, ServerHealth health)
    {
        writer.WriteStartObject();
        writer.WriteString("measured_at", IsoInstant.Format(health.MeasuredAt));
        writer.WriteStartObject("figures");
        Figure(
            writer,
            "poison_messages",
            health.PoisonMessages,
            "messages",
            "Messages that failed too often and were parked. Anything but 0 needs a person: look at them, then redrive or drop them.");
        Figure(
            writer,
            "webhook_backlog",
            health.RecordsOf(ConsumerNames.Webhooks),
            "records",
            "Records that are not dispatched yet, and deliveries that wait for their first attempt.");
        Figure(
            writer,
            "webhook_backlog_age",
            health.SecondsOf(ConsumerNames.Webhooks),
            "seconds",
            "How long the oldest of them has waited. A wake-up that was lost is made up for within two minutes; more means that the dispatcher or the deliveries stand.");
        Figure(
            writer,
            "rollup_lag",
            health.RecordsOf(ConsumerNames.Rollups),
            "records",
            "Records that are not in the reports' cells yet. Reports are exact all the same, and slower the more there are.");
        Figure(
            writer,
            "rollup_lag_age",
            health.SecondsOf(ConsumerNames.Rollups),
            "seconds",
            "How long the oldest of them has waited. Cells are brought up once a minute, so up to 90 seconds is ordinary.");
        Figure(
            writer,
            "log_head",
            health.LogHead,
            "records",
            "The last sequence number of the workspace with the longest log.");
        writer.WriteEndObject();
        writer.WriteStartArray("poison");
        foreach (var queue in health.Parked)
        {
            writer.WriteStartObject();
            writer.WriteString("queue", queue.Queue);
            writer.WriteNumber("count", queue.Count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("workspaces_behind");
        foreach (var workspaceId in health.Behind)
        {
            writer.WriteNumberValue(workspaceId);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter writer, string name, long value, string unit, string meaning)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("value", value);
        writer.WriteString("unit", unit);
        writer.WriteString("meaning", meaning);
        writer.WriteEndObject();
    }
}
