using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Polychron.Dialects.Events;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Wire.Webhooks;

namespace Polychron.Dialects.Timether.Description;

/// <summary>The resources and their members.</summary>
internal static class Resources
{
    private static readonly string[] Roles = ["owner", "manager", "member", "viewer"];

    public static readonly Resource Client = new(
        "client", "clients", "Client",
        [
            Id(), Name("Its name.", 255), Flag("is_archived", "Whether it was put away."), External(), Created(), Updated(),
        ],
        Parse("""{"id":3,"name":"Acme","is_archived":false,"external_id":null,"created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"name":"Acme"}"""));

    public static readonly Resource Tag = new(
        "tag", "tags", "Tag",
        [
            Id(), Name("Its name.", 255), new("parent_id", Schemas.WholeNumber("The tag above it.", 1).OrNull(), true),
            Flag("is_archived", "Whether it was put away."), Created(), Updated(),
        ],
        Parse("""{"id":5,"name":"Design","parent_id":null,"is_archived":false,"created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"name":"Design","parent_id":null}"""));

    public static readonly Resource Project = new(
        "project", "projects", "Project",
        [
            Id(), Name("Its name.", 500), new("client_id", Schemas.WholeNumber("The client that it is for.", 1).OrNull(), true),
            new("parent_id", Schemas.WholeNumber("The project above it.", 1).OrNull()), new("color", Schemas.Text("#RRGGBB."), true),
            new("notes", Schemas.Text("Notes.").OrNull()), Flag("is_archived", "Whether it was put away; its entries stay and count."),
            new("is_private", Schemas.Boolean("Whether it is its creator's alone.")),
            new("member_ids", Schemas.List(Schemas.WholeNumber(min: 1), "The users in it; none: everyone."), true),
            new("default_billing_status", Parameters.BillingStatus("What its new entries have unless they say otherwise.").OrNull(), true),
            new("rate_type", Schemas.Choice(["project", "member"], "Whose rate its entries have."), true),
            new("hourly_rate_cents", Schemas.WholeNumber("Its rate, in minor units.", 0), true, IsRestricted: true),
            new("budget_hours", Decimal("Its budget in hours; 0: none.")),
            new("budget_cents", Schemas.WholeNumber("Its budget in minor units; 0: none.", 0), IsRestricted: true),
            External(), Custom(settable: false), Created(), Updated(),
        ],
        Parse("""{"id":4,"name":"Website","client_id":3,"parent_id":null,"color":"#67A3BC","notes":null,"is_archived":false,"is_private":false,"member_ids":[],"default_billing_status":"billable","rate_type":"project","hourly_rate_cents":12000,"budget_hours":0,"budget_cents":0,"external_id":null,"custom_fields":{},"created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"name":"Website","client_id":3,"rate_type":"project","hourly_rate_cents":12000,"default_billing_status":"billable"}"""));

    public static readonly Resource TimeEntry = new(
        "time_entry", "time_entries", "TimeEntry",
        [
            Id(), new("user_id", Schemas.WholeNumber("Whose time it is; the caller's unless given, and for good.", 1), true, IsFixed: true),
            new("project_id", Schemas.WholeNumber("The project.", 1).OrNull(), true), new("client_id", Schemas.WholeNumber("The project's client.", 1).OrNull()),
            new("tag_ids", Schemas.List(Schemas.WholeNumber(min: 1), "The tags."), true), new("title", Schemas.Text("What was done.", 1_000).OrNull(), true),
            new("notes", Schemas.Text("Notes.", 10_000).OrNull(), true), new("started_at", Schemas.Moment("When it began, inclusive."), true, true),
            new("ended_at", Schemas.Moment("When it ended, exclusive; null while it runs.").OrNull(), true),
            new("duration_seconds", Schemas.WholeNumber("How long it is: a fact of its own where it is given beside ended_at.", 0), true),
            new("is_running", Schemas.Boolean("Whether it is a timer that runs.")), new("is_day_only", Schemas.Boolean("Whether it is only a day and hours.")),
            new("billing_status", Parameters.BillingStatus("Where it stands between work and payment."), true),
            new("is_billable", Schemas.Boolean("Whether it is not marked as not billable.")),
            new("hourly_rate_cents", Schemas.WholeNumber("Its billing rate, as it was when it was written.", 0), IsRestricted: true),
            new("internal_hourly_cost_cents", Schemas.WholeNumber("What an hour of its user cost when it was created. For owners and managers.", 0), IsRestricted: true),
            External(), Custom(settable: true), new("created_by", Schemas.WholeNumber("Who created it.", 1)), new("updated_by", Schemas.WholeNumber("Who last changed it.", 1)),
            Created(), Updated(),
        ],
        Parse("""{"id":7,"user_id":1,"project_id":4,"client_id":3,"tag_ids":[5],"title":"Design","notes":null,"started_at":"2024-03-01T09:00:00.000000+00:00","ended_at":"2024-03-01T10:30:00.000000+00:00","duration_seconds":5400,"is_running":false,"is_day_only":false,"billing_status":"billable","is_billable":true,"hourly_rate_cents":12000,"internal_hourly_cost_cents":3500,"external_id":null,"custom_fields":{},"created_by":1,"updated_by":1,"created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"started_at":"2024-03-01T09:00:00Z","ended_at":"2024-03-01T10:30:00Z","project_id":4,"tag_ids":[5],"title":"Design"}"""));

    public static readonly Resource Membership = new(
        "workspace_membership", "workspace_memberships", "Membership",
        [
            new("id", Schemas.WholeNumber("The user's id.", 1)), new("workspace_id", Schemas.WholeNumber("The workspace.", 1)), new("user_id", Schemas.WholeNumber("The user.", 1)),
            new("name", Schemas.Text("The user's name.", 200), true, IsFixed: true), new("email", Schemas.Text("The user's e-mail address.", 254), true, true, IsFixed: true),
            new("role", Schemas.Choice(Roles, "What the member may do."), true), new("is_active", Schemas.Boolean("Whether the membership is in force.")),
            new("time_zone", Schemas.Text("The TZDB id of the user's zone.")),
            new("default_billing_status", Parameters.BillingStatus("What the member's new entries have where no project says one.").OrNull()),
            new("expected_weekly_capacity_hours", Decimal("The hours that the member is expected to work in a week. For owners and managers."), true, IsRestricted: true),
            new("internal_hourly_cost_cents", Schemas.WholeNumber("What an hour of the member costs. For owners and managers.", 0).OrNull(), true, IsRestricted: true),
            new("hourly_rate_cents", Schemas.WholeNumber("The member's billing rate.", 0).OrNull(), true, IsRestricted: true), External(), Created(), Updated(),
        ],
        Parse("""{"id":2,"workspace_id":1,"user_id":2,"name":"Ada","email":"ada@example.com","role":"member","is_active":true,"time_zone":"UTC","default_billing_status":null,"expected_weekly_capacity_hours":40,"internal_hourly_cost_cents":3500,"hourly_rate_cents":null,"external_id":null,"created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"email":"ada@example.com","role":"member","expected_weekly_capacity_hours":40,"internal_hourly_cost_cents":3500}"""));

    public static readonly Resource Workspace = new(
        "workspace", "workspaces", "Workspace",
        [
            Id(), new("name", Schemas.Text("Its name.")), new("plan", Schemas.Choice(["free", "solo_pro", "team", "business"], "Its plan.")),
            new("billing_state", Schemas.Choice(["active", "read_only"], "Whether it may be written.")), new("currency", Schemas.Text("The ISO 4217 code of its amounts.")),
            new("time_zone", Schemas.Text("The TZDB id of the zone of its days.")),
            new("week_start", Schemas.Choice(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], "The first day of its week.")),
            new("default_billing_status", Parameters.BillingStatus("What new entries have where nothing else says one.").OrNull(), true),
            new("default_hourly_rate_cents", Schemas.WholeNumber("The rate of members who have none of their own.", 0), true, IsRestricted: true),
            new("default_weekly_capacity_hours", Decimal("The hours of members who have no number of their own."), true, IsRestricted: true),
            new("entry_policy", Policy(), true), new("role", Schemas.Choice(Roles, "The caller's role in it.")), Created(), Updated(),
        ],
        Parse("""{"id":1,"name":"Acme","plan":"business","billing_state":"active","currency":"USD","time_zone":"UTC","week_start":"monday","default_billing_status":null,"default_hourly_rate_cents":0,"default_weekly_capacity_hours":40,"entry_policy":{"overlap":"allow","rounding":{"mode":"none","minutes":1,"scope":"entry"},"locked_before":null,"requires_project":false,"requires_tag":false},"role":"owner","created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"entry_policy":{"overlap":"reject","rounding":{"mode":"up","minutes":15,"scope":"entry"},"locked_before":"2024-02-01"}}"""));

    public static readonly Resource Token = new(
        "api_token", "api_tokens", "ApiToken",
        [
            Id(), Name("What its user calls it.", 200), new("workspace_id", Schemas.WholeNumber("The workspace in whose settings it was made, or null. It opens every workspace of its user.", 1).OrNull()),
            new("last_used_at", Schemas.Moment("When it was last used, to a few minutes.").OrNull()), new("revoked_at", Schemas.Moment("When it was revoked.").OrNull()), Created(),
        ],
        Parse("""{"id":9,"name":"CI","workspace_id":1,"last_used_at":null,"revoked_at":null,"created_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"name":"CI"}"""));

    public static readonly Resource Webhook = new(
        "webhook", "webhooks", "Webhook",
        [
            Id(), new("url", Schemas.Text("The absolute address that is told, once in a workspace; https on the public internet.", Domain.Webhooks.Webhook.MaxUrlLength, 1), true, true),
            new("events", Schemas.List(Schemas.Choice([WebhookJson.AnyEvent, .. EventNames.All]), "Of what it is told; * for everything, which it is unless given."), true),
            new("project_ids", Schemas.List(Schemas.WholeNumber(min: 1), "Only of these projects and their time; none: of all."), true),
            new("tag_ids", Schemas.List(Schemas.WholeNumber(min: 1), "Only of these tags and of time with one of them; none: of all."), true),
            new("state", Schemas.Choice(WebhookJson.States, "Whether it is told; disabled after days without one success.")),
            new("disabled_reason", Schemas.Text("Why it is disabled.").OrNull()),
            new("form", Schemas.Text("In whose form it is told: polychron for those that are made here, else a dialect's.")),
            new("owner_id", Schemas.WholeNumber("The user who made it: it is sent only what they may read.", 1)),
            new("previous_secrets_expire_at", Schemas.Moment("Until when older secrets sign or signed beside the present one.").OrNull()),
            Created(), Updated(),
        ],
        Parse("""{"id":11,"url":"https://example.com/hook","events":["entry.created","entry.updated"],"project_ids":[],"tag_ids":[],"state":"active","disabled_reason":null,"form":"polychron","owner_id":2,"previous_secrets_expire_at":null,"created_at":"2024-03-01T12:00:00.000000+00:00","updated_at":"2024-03-01T12:00:00.000000+00:00"}"""),
        Parse("""{"url":"https://example.com/hook","events":["entry.created","entry.updated"]}"""));

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Resource> All = [Client, Tag, Project, TimeEntry, Membership, Workspace, Token, Webhook];

    /// <summary>A node of a text.</summary>
    public static JsonNode Parse(string json) => JsonNode.Parse(json)!;

    private static Member Id() => new("id", Schemas.WholeNumber("The id, which is unique in its workspace and never used again.", 1));

    private static Member Name(string description, int max) => new("name", Schemas.Text(description, max, 1), true, true);

    private static Member Flag(string name, string description) => new(name, Schemas.Boolean(description), true);

    private static Member External() => new("external_id", Schemas.Text("What another system calls it.", 512).OrNull(), true);

    private static Member Custom(bool settable) => new("custom_fields", Schemas.Map(Schemas.Text(maxLength: 2_000), "Names and values of clients' scripts; a body's are merged, and null removes one."), settable);

    private static Member Created() => new("created_at", Schemas.Moment("When it was created."));

    private static Member Updated() => new("updated_at", Schemas.Moment("When it was last changed."));

    private static OpenApiSchema Decimal(string description) => new() { Type = JsonSchemaType.Number, Description = description, Minimum = "0" };

    private static OpenApiSchema Policy() => Schemas.Structure(
        [
            new("overlap", Schemas.Choice(["allow", "reject", "trim", "split"], "What happens where entries of one user overlap.")),
            new("rounding", Rounding()),
            new("locked_before", new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date", Description = "The first day whose entries may be written." }),
            new("requires_project", Schemas.Boolean("Whether new entries need a project.")),
            new("requires_tag", Schemas.Boolean("Whether new entries need a tag.")),
        ],
        [],
        "The rules for time entries, which hold in every dialect.");

    /// <summary>How reports round.</summary>
    public static OpenApiSchema Rounding() => Schemas.Structure(
        [
            new("mode", Schemas.Choice(["none", "up", "down", "nearest"], "The direction.")),
            new("minutes", Schemas.WholeNumber("The step.", 1, 1_440)),
            new("scope", Schemas.Choice(["entry", "day_and_project"], "What is rounded.")),
        ],
        [],
        "How reports round durations.");
}
