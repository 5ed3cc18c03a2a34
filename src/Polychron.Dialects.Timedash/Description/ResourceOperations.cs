using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Polychron.Dialects.Timedash.Lists;
using Polychron.Dialects.Timedash.Resources;
using Message = Polychron.Dialects.OpenApi.Message;

namespace Polychron.Dialects.Timedash.Description;

/// <summary>The six operations that every resource with a list has, and the schemas of its object, list and bodies.</summary>
/// <param name="resource">The resource.</param>
/// <param name="plural">Its name in the path.</param>
/// <param name="functionName">Its name in the names of its functions: <c>Contact</c>, of which the list's has an s.</param>
/// <param name="settable">What bodies can set.</param>
/// <param name="required">What a new one needs.</param>
/// <param name="example">An object of it.</param>
/// <param name="body">A body that creates it.</param>
internal sealed class ResourceOperations<T>(
    Resource<T> resource,
    string plural,
    string functionName,
    IReadOnlyCollection<string> settable,
    IReadOnlyCollection<string> required,
    JsonNode example,
    JsonNode body)
{
    private string ListSchema => $"{resource.Name}_list";

    private string CreateSchema => $"{resource.Name}_create";

    private string UpdateSchema => $"{resource.Name}_update";

    private string Noun => resource.Name.Replace('_', ' ');

    /// <summary>What the reply to the creation is, where it shows more than the object.</summary>
    public Message? CreateReply { get; init; }

    /// <summary>Whether a repeated write is known by its Idempotency-Key.</summary>
    public bool HasIdempotency { get; init; } = true;

    public IEnumerable<KeyValuePair<string, OpenApiSchema>> AllSchemas =>
    [
        new(resource.Name, Shown()),
        new(ListSchema, List()),
        new(CreateSchema, Body(required)),
        new(UpdateSchema, Body([])),
    ];

    public IEnumerable<OperationDescription> All =>
    [
        new($"TimedashList{functionName}s", plural, $"List {plural}")
        {
            Parameters = [.. Parameters.Page, .. Filters()],
            Replies = Ok(new Message($"A page of {plural}.", Schemas.Ref(ListSchema), ListExample())),
            Refusals = Refusals.Of(400, 401, 402, 403, 429, 500, 503),
        },
        new($"TimedashCreate{functionName}", plural, $"Create {Article} {Noun}")
        {
            Parameters = HasIdempotency || CreateReply is not null ? [Parameters.IdempotencyKey] : [],
            Body = new Message($"The {Noun}.", Schemas.Ref(CreateSchema), body),
            Replies = Ok(CreateReply ?? One()),
            Refusals = Refusals.Of(400, 401, 402, 403, 429, 500, 503),
        },
        new($"TimedashShow{functionName}", plural, $"Show {Article} {Noun}")
        {
            Parameters = [Parameters.IfNoneMatch],
            Replies = new Dictionary<int, Message> { [200] = One(), [304] = new("It is as If-None-Match names it.") },
            Refusals = Refusals.Of(401, 403, 404, 429, 500, 503),
        },
        Update($"TimedashReplace{functionName}"),
        Update($"TimedashUpdate{functionName}"),
        new($"TimedashDelete{functionName}", plural, $"Delete {Article} {Noun}")
        {
            Parameters = HasIdempotency ? [Parameters.IfMatch, Parameters.IdempotencyKey] : [Parameters.IfMatch],
            Replies = new Dictionary<int, Message> { [204] = new("It is gone. The response is empty.") },
            Refusals = Refusals.Of([.. HasIdempotency ? [400] : Array.Empty<int>(), 401, 402, 403, 404, 412, 429, 500, 503]),
        },
    ];

    private string Article => resource.Name[0] == 'a' ? "an" : "a";

    private OperationDescription Update(string function) => new(function, plural, $"Change {Article} {Noun}")
    {
        Description = "What is left out stays as it is, with PUT as with PATCH. Members that are shown but cannot be set are ignored.",
        Parameters = HasIdempotency ? [Parameters.IfMatch, Parameters.IdempotencyKey] : [Parameters.IfMatch],
        Body = new Message("What to change.", Schemas.Ref(UpdateSchema), body.DeepClone()),
        Replies = Ok(One()),
        Refusals = Refusals.Of(400, 401, 402, 403, 404, 412, 429, 500, 503),
    };

    private Message One() => new($"The {Noun}.", Schemas.Ref(resource.Name), example) { Headers = Parameters.ETag };

    private static Dictionary<int, Message> Ok(Message reply) => new() { [200] = reply };

    private OpenApiSchema Shown() => Schemas.Structure(
        [
            .. resource.Properties.Select(property => new KeyValuePair<string, IOpenApiSchema>(property.Name, Of(property, property.IsNullable))),
            .. resource.Metadata is null ? [] : new[] { new KeyValuePair<string, IOpenApiSchema>("metadata", Metadata()) },
        ]);

    private OpenApiSchema Body(IReadOnlyCollection<string> needed)
    {
        var members = resource.Properties.Where(property => settable.Contains(property.Name))
            .Select(property => new KeyValuePair<string, IOpenApiSchema>(
                property.Name, Of(property, property.IsNullable && !needed.Contains(property.Name)))).ToList();
        if (settable.Contains("metadata"))
        {
            members.Add(new("metadata", Schemas.Map(
                Schemas.Text(maxLength: Mapping.MetadataNames.MaxValueLength).OrNull(),
                "Up to 20 names of up to 40 characters. They are merged into what is there; an empty value removes its name.")));
        }

        // Members that are shown may be sent back, so there can be others.
        var schema = Schemas.Structure(members, needed);
        schema.AdditionalPropertiesAllowed = true;
        return schema;
    }

    private OpenApiSchema List() => Schemas.Structure(
    [
        new("object", Schemas.Choice(["list"], "What kind of object it is.")),
        new("page", Schemas.WholeNumber("The page, from 0.", 0)),
        new("size", Schemas.WholeNumber("How many items a page has.", 1, ListQuery<T>.MaxSize)),
        new("total", Schemas.WholeNumber("How many items there are on all pages.", 0)),
        new("pages", Schemas.WholeNumber("How many pages there are.", 0)),
        new("has_more", Schemas.Boolean("Whether there is a next page.")),
        new("data", Schemas.List(Schemas.Ref(resource.Name), "The items of the page.")),
    ]);

    private JsonObject ListExample() => new()
    {
        ["object"] = "list",
        ["page"] = 0,
        ["size"] = ListQuery<T>.DefaultSize,
        ["total"] = 1,
        ["pages"] = 1,
        ["has_more"] = false,
        ["data"] = new JsonArray(example.DeepClone()),
    };

    private IEnumerable<OpenApiParameter> Filters()
    {
        var sorts = resource.Properties.Select(property => property.Name).ToList();
        yield return Parameters.Sort(sorts);
        foreach (var property in resource.Properties)
        {
            yield return Parameters.Filter(property.Name, Value(property), property.IsNullable);
        }

        if (resource.Metadata is not null)
        {
            yield return Parameters.Metadata();
        }
    }

    private static OpenApiSchema Of(Property<T> property, bool isNullable)
    {
        var schema = Value(property);
        schema.Description = property.Description;
        return isNullable ? schema.OrNull() : schema;
    }

    private static OpenApiSchema Value(Property<T> property) => property.Kind switch
    {
        PropertyKind.Integer => Schemas.WholeNumber(),
        PropertyKind.Boolean => Schemas.Boolean(),
        PropertyKind.Moment => Schemas.Moment(),
        _ when property.Choices is { } choices => Schemas.Choice(choices),
        _ => Schemas.Text(),
    };

    private static OpenApiSchema Metadata() => Schemas.Map(Schemas.Text(), "What clients attached: names with texts.");
}
