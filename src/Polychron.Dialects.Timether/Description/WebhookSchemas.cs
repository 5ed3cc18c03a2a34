using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Wire.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Dialects.Timether.Description;

/// <summary>The schemas of what webhooks are sent and of what became of it.</summary>
internal static class WebhookSchemas
{
    public static IEnumerable<KeyValuePair<string, OpenApiSchema>> All =>
    [
        new("new_webhook", Schemas.Structure(
            [.. Shown.Properties!, new("secret", Schemas.Text("The secret that signs, shown this once; null in the reply to a repetition.").OrNull())])),
        new("new_webhook_create", NewInput()),
        new("webhook_rotation", Schemas.Structure(
            [new("overlap_seconds", Schemas.WholeNumber("How long the old secrets go on signing; a day unless given.", 0, (long)WebhookSecrets.MaxOverlap.TotalSeconds))], [])),
        new("webhook_ping", Schemas.Structure([new("is_success", Schemas.Boolean("Whether the listener took it.")), .. Attempt])),
        new("webhook_delivery", Schemas.Structure(
        [
            .. Key,
            new("status", Schemas.Choice(DeliveryJson.Statuses, "What became of it; skipped: it was not sent.")),
            new("reason", Schemas.Text("Why it was skipped or given up.").OrNull()),
            new("requested_at", Schemas.Moment("When it was asked for again; null: it was sent by itself.").OrNull()),
            new("next_attempt_at", Schemas.Moment("When it is tried again.").OrNull()),
            new("attempts", Schemas.List(Schemas.Structure(Attempt), "The attempts, oldest first.")),
            new("response", Schemas.Text("The beginning of the last response.").OrNull()),
        ])),
        new("webhook_delivery_list", Schemas.Structure(
        [
            new("data", Schemas.List(Schemas.Ref("webhook_delivery"), "The page.")),
            new("next_cursor", Schemas.Text("The cursor of the next page, which may be empty; null on the last.").OrNull()),
        ])),
        new("webhook_resent", Schemas.Structure(Key)),
        new("webhook_replay", Schemas.Structure(Range, ["from"])),
        new("webhook_replayed", Schemas.Structure([.. Range, new("deliveries", Schemas.WholeNumber("How many are on their way.", 0))])),
        new("webhook_sample", Schemas.Structure(
        [
            new("id", Schemas.Text("The delivery's id.")), new("type", Schemas.Text("What happened, such as entry.created.")),
            new("timestamp", Schemas.Moment("When.")), new("sequence", Schemas.WholeNumber("The record's number.", 1)),
            new("workspace_id", Schemas.WholeNumber("The workspace.", 1)), new("actor_id", Schemas.WholeNumber("Who; 0 for the server.", 0)),
            new("data", new OpenApiSchema { Type = JsonSchemaType.Object, Description = "The thing after the change, or as it last was." }),
        ])),
        new("webhook_sample_list", Schemas.Structure([new("data", Schemas.List(Schemas.Ref("webhook_sample"), "The samples, newest first."))])),
    ];

    private static OpenApiSchema Shown => Resources.Webhook.Schemas.First().Value;

    private static IReadOnlyList<KeyValuePair<string, IOpenApiSchema>> Key =>
    [
        new("sequence", Schemas.WholeNumber("The record of the log that it tells of.", 1)),
        new("message_id", Schemas.Text("The webhook-id that the listener sees, the same at every attempt.")),
    ];

    private static IReadOnlyList<KeyValuePair<string, IOpenApiSchema>> Attempt =>
    [
        new("at", Schemas.Moment("When it began.")),
        new("http_status", NullableStatus()),
        new("duration_ms", Schemas.WholeNumber("How long it took.", 0)),
        new("error", Schemas.Text("Why there was no response.").OrNull()),
    ];

    private static IReadOnlyList<KeyValuePair<string, IOpenApiSchema>> Range =>
    [
        new("from", Schemas.WholeNumber("The first record.", 1)),
        new("to", Schemas.WholeNumber($"The last record; the log's last unless given. {ReplayDeliveries.MaxRecords} in all at most.", 1)),
    ];

    private static OpenApiSchema NullableStatus() => Schemas.WholeNumber("The status of the response; null if there was none.", 100, 999).OrNull();

    private static OpenApiSchema NewInput()
    {
        var schema = Resources.Webhook.Schemas.Single(schema => schema.Key == "webhook_create").Value;
        schema.Properties!["secret"] = Schemas.Text("A secret of the caller's choice; a new one is made unless given.", WebhookSecrets.MaxLength, 1);
        return schema;
    }
}
