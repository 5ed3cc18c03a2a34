using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Wire.Clients;
using Polychron.Dialects.Timether.Wire.Entries;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Clients;

namespace Polychron.Dialects.Timether.Description;

/// <summary>The API as its OpenAPI document describes it.</summary>
internal static class TimetherDescription
{
    private const string Text =
        """
        Workspaces, people, clients, projects, tags and time, with reports and a log of all changes.

        Send an API token as a bearer token and the workspace in X-Workspace-Id; every id is of that workspace. Bodies are JSON,
        bare or wrapped in the resource's key. Amounts of money are integers in minor units of the workspace's currency (cents),
        durations are seconds, moments are ISO 8601.
        """;

    private static readonly IReadOnlyList<string> Sorts = MemoryList<Client>.Sorts;

    public static ApiDescription Api { get; } = new()
    {
        Assembly = typeof(TimetherDescription).Assembly,
        Title = "Timether",
        Version = "1.0.0",
        Description = Text,
        Security = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API token." },
        Tags =
        [
            ("me", "The caller."), ("workspaces", "Workspaces and their rules."), ("workspace_memberships", "Who is in the workspace."),
            ("clients", "Whom projects are for."), ("projects", "What time is for."), ("tags", "What time is marked with."),
            ("time_entries", "Time."), ("timers", "The caller's running entry."), ("reports", "Sums over time."),
            ("changes", "Incremental sync."), ("audit_log", "Who changed what."), ("api_tokens", "The caller's API tokens."),
            ("webhooks", "Who is told of changes."),
            ("description", "This document."),
        ],
        Schemas = Resources.All.SelectMany(resource => resource.Schemas).Concat(OtherSchemas.All).Concat(WebhookSchemas.All).ToDictionary(),
        ErrorSchema = "error",
        Operations =
        [
            Resources.Client.List(Sorts, true, Filters(ClientJson.List.Filters)), .. Rest(Resources.Client, "Its projects stay, without one."),
            Resources.Tag.List(Sorts, true, Filters(Wire.Tags.TagJson.List.Filters)), .. Rest(Resources.Tag, "All below it goes too; entries stay, without it."),
            Resources.Project.List(Sorts, true, Filters(Wire.Projects.ProjectJson.List.Filters)), .. Rest(Resources.Project, "All below it goes too; their entries stay, without one."),
            Resources.Membership.List(Sorts, true, Filters(Wire.Memberships.MembershipJson.List.Filters)), .. Rest(Resources.Membership, "What they tracked stays."),
            Resources.TimeEntry.List(TimeEntryListQuery.Sorts, true, [.. Parameters.Subjects, .. EntryFilters, Parameters.TimeZone]) with { Refusals = Refusals.Of(413, 422) },
            InZone(Resources.TimeEntry.Create()), Resources.TimeEntry.Show(), InZone(Resources.TimeEntry.Update()), Resources.TimeEntry.Delete(),
            Resources.Workspace.List(["id"], false), Resources.Workspace.Show(), Resources.Workspace.Update(),
            .. OtherOperations.All,
            .. WebhookOperations.All,
        ],
        Undescribed = ["Timether_UnknownPath"],
    };

    private static IEnumerable<OpenApiParameter> EntryFilters =>
    [
        Parameters.Query("started_from", Schemas.Moment(), "The earliest start, inclusive."),
        Parameters.Query("started_before", Schemas.Moment(), "The end of the starts, exclusive."),
        Parameters.Query("is_running", Schemas.Boolean(), "Only running ones, or only others."),
        Parameters.Query("search", Schemas.Text(), "Words that title and notes contain."),
    ];

    private static OperationDescription InZone(OperationDescription operation) =>
        operation with { Parameters = [.. operation.Parameters, Parameters.TimeZone] };

    private static IEnumerable<OperationDescription> Rest(Resource resource, string onDelete) =>
        [resource.Create(), resource.Show(), resource.Update(), resource.Delete(onDelete)];

    private static OpenApiParameter[] Filters(IReadOnlyList<string> names) => [.. names.Select(name =>
        name.StartsWith("is_", StringComparison.Ordinal) ? Parameters.Query(name, Schemas.Boolean(), "Only those for which this holds.")
        : name.EndsWith("_id", StringComparison.Ordinal) && name != "external_id" ? Parameters.Ids(name, "Only those that name it.")
        : Parameters.Query(name, Schemas.Text(), name == "name" ? "Only those whose name contains it." : "Only those of which it is exactly this."))];
}
