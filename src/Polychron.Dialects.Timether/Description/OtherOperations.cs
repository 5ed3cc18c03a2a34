using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Wire.Changes;
using Polychron.Dialects.Timether.Wire.Reports;
using Polychron.UseCases.Changes;
using Message = Polychron.Dialects.OpenApi.Message;

namespace Polychron.Dialects.Timether.Description;

/// <summary>The operations that are a resource's own.</summary>
internal static class OtherOperations
{
    private const string ChangeExample =
        """{"sequence":8,"at":"2024-03-01T12:00:00.000000+00:00","actor_id":1,"type":"updated","resource":"clients","id":3,"record":{"id":3,"name":"Acme"},"changed":{"name":{"before":"Acme Ltd","after":"Acme"}}}""";

    private const string AuditExample =
        """{"sequence":8,"at":"2024-03-01T12:00:00.000000+00:00","actor_id":1,"type":"updated","resource":"clients","id":3,"changed":{"name":{"before":"Acme Ltd","after":"Acme"}}}""";

    public static IEnumerable<OperationDescription> All =>
    [
        new("TimetherShowMe", "me", "Show the caller's own membership")
        {
            Parameters = [Parameters.Workspace, Parameters.IfNoneMatch],
            Replies = new Dictionary<int, Message> { [200] = Resources.Membership.One(), [304] = new("It is as If-None-Match names it.") },
            Refusals = Refusals.Of(),
        },
        .. Timers,
        .. Tokens,
        new("TimetherBatchTimeEntries", "time_entries", "Create, change and delete up to 100 entries in one write")
        {
            Parameters = [Parameters.Workspace, Parameters.TimeZone, Parameters.IdempotencyKey],
            Body = new Message("The operations.", Schemas.Ref("batch"), Resources.Parse("""{"atomic":true,"operations":[{"op":"create","time_entry":{"started_at":"2024-03-01T09:00:00Z","duration_seconds":3600}},{"op":"delete","id":7}]}""")),
            Replies = new Dictionary<int, Message>
            {
                [200] = new("What became of each.", Schemas.Ref("batch_result"), Resources.Parse("""{"results":[{"index":0,"status":204}]}""")),
            },
            Refusals = Refusals.Of(415, 422),
        },
        new("TimetherListChanges", "changes", "Read what has changed since a record of the log")
        {
            Description = "In order, with tombstones. Repeat with after set to next; at next = head there is nothing more yet.",
            Parameters =
            [
                Parameters.Workspace,
                Parameters.Query("after", Schemas.WholeNumber(min: 0), "The record after which to read; 0, for all, unless given."),
                Parameters.Query("limit", Schemas.WholeNumber(min: 1, max: ReadChanges.MaxLimit), "The most records to look at; 100 unless given."),
                Parameters.Query("wait", Schemas.WholeNumber(min: 0, max: 20), "How many seconds to wait for a change if there is none."),
            ],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("The changes.", Schemas.Ref("change_list"), new JsonObject { ["data"] = new JsonArray(Resources.Parse(ChangeExample)), ["next"] = 8, ["head"] = 8 }),
            },
            Refusals = Refusals.Of(422),
        },
        new("TimetherListAuditLog", "audit_log", "List who changed what, the latest first")
        {
            Description = "For owners and managers.",
            Parameters =
            [
                Parameters.Workspace, .. Parameters.Page(["-sequence"], hasUpdatedAfter: false),
                Parameters.Query("actor_id", Schemas.WholeNumber(min: 1), "Only what this user did."),
                Parameters.Query("resource", Schemas.Choice(ResourceJson.Names), "Only things of this kind."),
                Parameters.Query("id", Schemas.WholeNumber(min: 1), "Only the thing of this id."),
            ],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("A page.", Schemas.Ref("audit_record_list"), new JsonObject { ["data"] = new JsonArray(Resources.Parse(AuditExample)), ["next_cursor"] = null }),
            },
            Refusals = Refusals.Of(422),
        },
        Report("Utilization", "Tracked and expected time by member and week", "For owners and managers.", """{"user_id":2,"user_name":"Ada","week":"2024-02-26","tracked_seconds":115200,"expected_seconds":144000,"utilization_percent":80}"""),
        Report("CostBreakdown", "Internal cost of billable and non-billable time", "For owners and managers.", """{"user_id":2,"user_name":"Ada","billable_seconds":3600,"non_billable_seconds":1800,"total_seconds":5400,"billable_cost_cents":3500,"non_billable_cost_cents":1750,"total_cost_cents":5250}""", By("member", "project")),
        Report("Profitability", "Revenue, internal cost and margin", "For owners and managers.", """{"project_id":4,"project_name":"Website","client_id":3,"client_name":"Acme","tracked_seconds":3600,"billable_seconds":3600,"revenue_cents":12000,"internal_cost_cents":3500,"margin_cents":8500,"margin_percent":70.83}""", By("project", "client")),
        Report("Summary", "Time by one or two groups", "An entry with several tags is in the row of each; totals count it once.", """{"project_id":4,"project_name":"Website","entries":1,"tracked_seconds":3600,"billable_seconds":3600,"billed_seconds":0,"revenue_cents":12000,"internal_cost_cents":3500}""", Parameters.Query("group_by", Schemas.Text(), $"One or two of {string.Join(", ", ReportGroup.Names)}, with a comma between them; project unless given.")),
        new(TimetherDialect.OpenApiName, "description", "Show this document")
        {
            IsAnonymous = true,
            Replies = new Dictionary<int, Message>
            {
                [200] = new("The document.", new OpenApiSchema { Type = JsonSchemaType.Object }, Resources.Parse("""{"openapi":"3.1.1"}""")),
            },
            Refusals = new Dictionary<int, Refusal> { [429] = Refusals.Of()[429], [500] = Refusals.Of()[500] },
        },
    ];

    // The ETag of one that runs guards writes, but is never answered with 304: its duration moves.
    private static IEnumerable<OperationDescription> Timers =>
    [
        Timer("ShowCurrentTimer", "Show the running timer", Resources.TimeEntry.One(), null, Refusals.Of(404)),
        Timer("UpdateCurrentTimer", "Change the running timer", Resources.TimeEntry.One(), Updated, Refusals.Of(404, 409, 412, 415, 422), Parameters.TimeZone, Parameters.IfMatch, Parameters.IdempotencyKey),
        Timer("StartTimer", "Start a timer; refused while one runs", Resources.TimeEntry.One(), Started, Refusals.Of(409, 415, 422), Parameters.TimeZone, Parameters.IdempotencyKey),
        Timer("StopTimer", "Stop the running timer", Resources.TimeEntry.One(), null, Refusals.Of(404, 412, 422), Parameters.IfMatch, Parameters.IdempotencyKey),
        Timer(
            "SwitchTimer",
            "Stop the running timer, if there is one, and start another in the same write",
            new Message("The timers.", Schemas.Ref("timer_switch"), new JsonObject { ["stopped"] = null, ["started"] = Resources.TimeEntry.Example.DeepClone() }),
            Started,
            Refusals.Of(409, 415, 422),
            Parameters.TimeZone,
            Parameters.IdempotencyKey),
    ];

    private static Message Started => new("What the timer is for, bare or as the member timer or time_entry of an object.", Schemas.Ref("timer_start"), TimerExample()) { IsOptional = true };

    private static Message Updated => new("What to change, bare or as the member timer or time_entry of an object.", Schemas.Ref("time_entry_update"), TimerExample());

    private static IEnumerable<OperationDescription> Tokens =>
    [
        Resources.Token.List(["id"], hasUpdatedAfter: false),
        new("TimetherCreateApiToken", "api_tokens", "Create an API token, whose text is shown this once")
        {
            Parameters = [Parameters.Workspace, Parameters.IdempotencyKey],
            Body = new Message("The token's name.", Schemas.Ref("api_token_create"), Resources.Token.Body),
            Replies = new Dictionary<int, Message>
            {
                [201] = new("The token.", Schemas.Ref("new_api_token"), Resources.Parse("""{"id":9,"name":"CI","workspace_id":1,"token":"pcn_0123","last_used_at":null,"revoked_at":null,"created_at":"2024-03-01T12:00:00.000000+00:00"}""")),
            },
            Refusals = Refusals.Of(415, 422),
        },
        new("TimetherRevokeApiToken", "api_tokens", "Revoke an API token")
        {
            Parameters = [Parameters.Workspace],
            Replies = new Dictionary<int, Message> { [204] = new("No request that begins from now on is let in with it.") },
            Refusals = Refusals.Of(404),
        },
    ];

    private static JsonNode TimerExample() => Resources.Parse("""{"project_id":4,"title":"Design"}""");

    private static OperationDescription Timer(
        string function, string summary, Message reply, Message? body, IReadOnlyDictionary<int, Refusal> refusals, params OpenApiParameter[] parameters) =>
        new($"Timether{function}", "timers", summary)
        {
            Parameters = [Parameters.Workspace, .. parameters],
            Body = body,
            Replies = new Dictionary<int, Message> { [function is "StartTimer" or "SwitchTimer" ? 201 : 200] = reply },
            Refusals = refusals,
        };

    private static OpenApiParameter By(string first, string second) =>
        Parameters.Query("by", Schemas.Choice([first, second]), $"By what the rows are told apart; {first} unless given.");

    private static OperationDescription Report(
        string function, string summary, string description, string row, params OpenApiParameter[] own)
    {
        var totals = Resources.Parse(row).AsObject();
        foreach (var name in totals.Select(member => member.Key).Where(name => name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_name", StringComparison.Ordinal) || name == "week").ToList())
        {
            totals.Remove(name);
        }

        var example = Resources.Parse("""{"from":"2024-02-26","to":"2024-03-03","time_zone":"UTC","currency":"USD","rounding":{"mode":"none","minutes":1,"scope":"entry"},"as_of_sequence":42}""").AsObject();
        example["rows"] = new JsonArray(Resources.Parse(row));
        example["totals"] = totals;
        return new($"TimetherReport{function}", "reports", summary)
        {
            Description = $"{description} As CSV by Accept: text/csv, one row a record, without the totals.",
            Parameters = [Parameters.Workspace, .. Parameters.Range, .. Parameters.Subjects, .. own, Parameters.IfNoneMatch],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("The report.", Schemas.Ref("report"), example)
                {
                    Headers = Parameters.ETag,
                    Others = new Dictionary<string, IOpenApiSchema> { ["text/csv"] = Schemas.Text() },
                },
                [304] = new("Nothing has changed since the report of the ETag."),
            },
            Refusals = Refusals.Of(422),
        };
    }
}
