using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timether.Wire.Lists;

namespace Polychron.Dialects.Timether.Description;

/// <summary>Parameters that many operations have.</summary>
internal static class Parameters
{
    private static readonly string[] Statuses = ["undetermined", "not_billable", "billable", "billed", "paid"];

    /// <summary>The workspace, which every request names.</summary>
    public static OpenApiParameter Workspace => new()
    {
        Name = TimetherDialect.WorkspaceHeader,
        In = ParameterLocation.Header,
        Required = true,
        Schema = Schemas.WholeNumber(min: 1),
        Description = "The workspace that the request operates inside.",
    };

    public static OpenApiParameter IdempotencyKey => Header(
        "Idempotency-Key", "1 to 255 visible characters that mark repetitions of this write: within 24 hours they get the same reply and change nothing.");

    public static OpenApiParameter IfMatch => Header("If-Match", "The ETag that it has to have; otherwise nothing is changed.");

    public static OpenApiParameter IfNoneMatch => Header("If-None-Match", "The ETag that the client has; if it is still the one, the answer is 304.");

    public static OpenApiParameter TimeZone => Header("X-Time-Zone", "The TZDB id of the zone of times without an offset; UTC unless given.");

    /// <summary>What every list takes.</summary>
    public static IEnumerable<OpenApiParameter> Page(IReadOnlyList<string> sorts, bool hasUpdatedAfter) =>
    [
        Query("limit", Schemas.WholeNumber(min: 1, max: ListQuery.MaxLimit), $"The most items of the page; {ListQuery.DefaultLimit} unless given."),
        Query("cursor", Schemas.Text(), "The next_cursor of the page before, of this same list with the same filters and order."),
        Query("sort", Schemas.Choice(ListQuery.Orders(sorts)), $"The order; {sorts[0]} unless given. A hyphen is descending."),
        .. hasUpdatedAfter ? [Query("updated_after", Schemas.Moment(), "Only what was changed after this.")] : Array.Empty<OpenApiParameter>(),
    ];

    /// <summary>What the list of entries and all reports take.</summary>
    public static IEnumerable<OpenApiParameter> Subjects =>
    [
        Ids("user_id", "Only time of these users."),
        Ids("project_id", "Only time in these projects."),
        Query("has_project", Schemas.Boolean(), "false: only time without a project."),
        Ids("client_id", "Only time in projects of these clients."),
        Ids("tag_id", "Only time with one of these tags."),
        Query("billing_status", Schemas.List(Schemas.Choice(Statuses)), "Only time of these billing statuses; repeat the parameter for several."),
    ];

    /// <summary>What all reports take besides.</summary>
    public static IEnumerable<OpenApiParameter> Range =>
    [
        Required("from", "The first day, such as 2024-03-01."),
        Required("to", "The last day, inclusive."),
        Query("time_zone", Schemas.Text(), "The TZDB id of the zone of the days; the workspace's unless given."),
    ];

    /// <summary>The header of a reply that has an ETag.</summary>
    public static IReadOnlyDictionary<string, OpenApiHeader> ETag => new Dictionary<string, OpenApiHeader>
    {
        ["ETag"] = new() { Description = "The version of what is in the body.", Schema = Schemas.Text() },
    };

    /// <summary>A parameter of the query.</summary>
    public static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description };

    /// <summary>Several ids.</summary>
    public static OpenApiParameter Ids(string name, string description) =>
        Query(name, Schemas.List(Schemas.WholeNumber(min: 1)), description + " Repeat the parameter for several.");

    /// <summary>One of the choices of a billing status.</summary>
    public static OpenApiSchema BillingStatus(string description) => Schemas.Choice(Statuses, description);

    private static OpenApiParameter Required(string name, string description) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
        Description = description,
    };

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Schema = Schemas.Text(), Description = description };
}
