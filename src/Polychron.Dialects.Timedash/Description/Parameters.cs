using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timedash.Lists;
using Polychron.Domain.Clients;

namespace Polychron.Dialects.Timedash.Description;

/// <summary>Parameters that many operations have.</summary>
internal static class Parameters
{
    /// <summary>Which page of a list, and how long.</summary>
    public static IReadOnlyList<OpenApiParameter> Page =>
    [
        Query("size", Schemas.WholeNumber(min: 1, max: ListQuery<Client>.MaxSize), $"How many items a page has; {ListQuery<Client>.DefaultSize} unless given."),
        Query("page", Schemas.WholeNumber(min: 0), "The page, from 0."),
    ];

    public static OpenApiParameter IdempotencyKey => Header(
        "Idempotency-Key", "1 to 255 visible characters that mark repetitions of this write: within 24 hours they get the same reply and change nothing.");

    public static OpenApiParameter IfMatch => Header("If-Match", "The ETag that the object has to have; otherwise nothing is changed.");

    public static OpenApiParameter IfNoneMatch => Header("If-None-Match", "The ETag that the client has; if it is the object's, the answer is 304.");

    /// <summary>The header of a reply that has the object's ETag.</summary>
    public static IReadOnlyDictionary<string, OpenApiHeader> ETag => new Dictionary<string, OpenApiHeader>
    {
        ["ETag"] = new() { Description = "The version of the object.", Schema = Schemas.Text() },
    };

    /// <summary>The order of a list.</summary>
    public static OpenApiParameter Sort(IEnumerable<string> names) => Query(
        "sort",
        Schemas.Text(),
        $"The property to sort by, descending with a minus sign before it: {string.Join(", ", names)}, or metadata[name] where there is metadata.");

    /// <summary>A filter by a property.</summary>
    public static OpenApiParameter Filter(string name, OpenApiSchema schema, bool isNullable) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Schema = schema,
        Description = $"Only items whose {name} is this." + (isNullable ? " Empty: only those that have none." : ""),
    };

    /// <summary>A filter by metadata.</summary>
    public static OpenApiParameter Metadata() => new()
    {
        Name = "metadata",
        In = ParameterLocation.Query,
        Style = ParameterStyle.DeepObject,
        Explode = true,
        Schema = Schemas.Map(Schemas.Text()),
        Description = "Only items whose metadata have these values: metadata[name]=value.",
    };

    private static OpenApiParameter Query(string name, OpenApiSchema schema, string description) =>
        new() { Name = name, In = ParameterLocation.Query, Schema = schema, Description = description };

    private static OpenApiParameter Header(string name, string description) =>
        new() { Name = name, In = ParameterLocation.Header, Schema = Schemas.Text(), Description = description };
}
