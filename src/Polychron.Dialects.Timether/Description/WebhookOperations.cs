using System.Text.Json.Nodes;
using Polychron.Dialects.Events;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Functions;
using Polychron.Dialects.Timether.Wire.Webhooks;
using Message = Polychron.Dialects.OpenApi.Message;

namespace Polychron.Dialects.Timether.Description;

/// <summary>The operations on webhooks.</summary>
internal static class WebhookOperations
{
    private const string Tag = "webhooks";

    private const string Attempt = """{"at":"2024-03-01T12:00:00.000000+00:00","http_status":200,"duration_ms":35,"error":null}""";

    private const string Delivery =
        """{"sequence":12,"message_id":"msg_1_12_11","status":"succeeded","reason":null,"requested_at":null,"next_attempt_at":null,"attempts":[""" + Attempt + """],"response":"ok"}""";

    private const string Sample =
        """{"id":"msg_1_12_0","type":"entry.created","timestamp":"2024-03-01T12:00:00.000000+00:00","sequence":12,"workspace_id":1,"actor_id":2,"data":{"id":12,"version":1}}""";

    public static IEnumerable<OperationDescription> All =>
    [
        Resources.Webhook.List(["id"], hasUpdatedAfter: false) with { Description = "The caller's own; an owner's are those of all." },
        new("TimetherCreateWebhook", Tag, "Subscribe an address, whose secret is shown this once")
        {
            Description = "Deliveries are signed as Standard Webhooks has it.",
            Parameters = [Parameters.Workspace, Parameters.IdempotencyKey],
            Body = new Message("The webhook, bare or as the member webhook of an object.", Schemas.Ref("new_webhook_create"), Resources.Webhook.Body.DeepClone()),
            Replies = new Dictionary<int, Message> { [201] = WithSecret() },
            Refusals = Refusals.Of(409, 415, 422),
        },
        Resources.Webhook.Show(),
        Resources.Webhook.Update(),
        Resources.Webhook.Delete("What waits for it is not sent any more."),
        Switch("TimetherPauseWebhook", "Pause a webhook", "It is told of nothing, also of what waits; what happens meanwhile can be replayed."),
        Switch("TimetherResumeWebhook", "Switch on a webhook that was paused or disabled", null),
        new("TimetherRotateWebhookSecret", Tag, "Make a new secret, shown this once, beside which the old ones sign for a while")
        {
            Parameters = [Parameters.Workspace, Parameters.IfMatch, Parameters.IdempotencyKey],
            Body = new Message("For how long.", Schemas.Ref("webhook_rotation"), Resources.Parse("""{"overlap_seconds":86400}""")) { IsOptional = true },
            Replies = new Dictionary<int, Message> { [200] = WithSecret() },
            Refusals = Refusals.Of(404, 409, 412, 415, 422),
        },
        new("TimetherPingWebhook", Tag, "Send a test and wait for the listener's answer")
        {
            Description = "Also to a webhook that is paused. A ping is sent once and is in no log.",
            Parameters = [Parameters.Workspace],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("What the listener answered.", Schemas.Ref("webhook_ping"), Ping()),
            },
            Refusals = Refusals.Of(404),
        },
        new("TimetherListWebhookDeliveries", Tag, "List what became of deliveries, the latest first")
        {
            Parameters = [Parameters.Workspace, .. Parameters.Page(["-sequence"], hasUpdatedAfter: false)],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("A page, of 100 at most.", Schemas.Ref("webhook_delivery_list"), new JsonObject { ["data"] = new JsonArray(Resources.Parse(Delivery)), ["next_cursor"] = null }),
            },
            Refusals = Refusals.Of(404, 422),
        },
        new("TimetherResendWebhookDelivery", Tag, "Send one delivery again, under the same message id")
        {
            Parameters = [Parameters.Workspace],
            Replies = new Dictionary<int, Message>
            {
                [202] = new("It is on its way.", Schemas.Ref("webhook_resent"), Resources.Parse("""{"sequence":12,"message_id":"msg_1_12_11"}""")),
            },
            Refusals = Refusals.Of(404, 409),
        },
        new("TimetherReplayWebhookDeliveries", Tag, "Send the records of a range again, as far as the filter lets them through")
        {
            Parameters = [Parameters.Workspace],
            Body = new Message("The range, both ends inclusive.", Schemas.Ref("webhook_replay"), Resources.Parse("""{"from":1,"to":500}""")),
            Replies = new Dictionary<int, Message>
            {
                [202] = new("They are on their way.", Schemas.Ref("webhook_replayed"), Resources.Parse("""{"from":1,"to":500,"deliveries":42}""")),
            },
            Refusals = Refusals.Of(404, 409, 415, 422),
        },
        new("TimetherListWebhookSamples", Tag, "Show the latest changes as a webhook would be told of them")
        {
            Parameters =
            [
                Parameters.Workspace,
                Parameters.Query("events", Schemas.List(Schemas.Choice([WebhookJson.AnyEvent, .. EventNames.All])), "Only these events; repeat the parameter for several."),
                Parameters.Query("limit", Schemas.WholeNumber(min: 1, max: WebhookSampleFunctions.MaxCount), $"The most samples; {WebhookSampleFunctions.DefaultCount} unless given."),
            ],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("The samples.", Schemas.Ref("webhook_sample_list"), new JsonObject { ["data"] = new JsonArray(Resources.Parse(Sample)) }),
            },
            Refusals = Refusals.Of(422),
        },
    ];

    private static OperationDescription Switch(string function, string summary, string? description) => new(function, Tag, summary)
    {
        Description = description,
        Parameters = [Parameters.Workspace, Parameters.IfMatch, Parameters.IdempotencyKey],
        Replies = new Dictionary<int, Message> { [200] = Resources.Webhook.One() },
        Refusals = Refusals.Of(404, 409, 412, 422),
    };

    private static Message WithSecret()
    {
        var example = Resources.Webhook.Example.DeepClone();
        example["secret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        return new("The webhook with its secret.", Schemas.Ref("new_webhook"), example) { Headers = Parameters.ETag };
    }

    private static JsonObject Ping()
    {
        var example = Resources.Parse(Attempt).AsObject();
        example["is_success"] = true;
        return example;
    }
}
