using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Polychron.Dialects.OpenApi;
using Message = Polychron.Dialects.OpenApi.Message;

namespace Polychron.Dialects.Timether.Description;

/// <summary>A member of a resource.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Schema">What it holds.</param>
/// <param name="IsSettable">Whether bodies can set it.</param>
/// <param name="IsNeeded">Whether a new one needs it.</param>
/// <param name="IsRestricted">Whether it is left out for those who may not see it.</param>
/// <param name="IsFixed">Whether what a new one is given stays.</param>
internal sealed record Member(
    string Name, OpenApiSchema Schema, bool IsSettable = false, bool IsNeeded = false, bool IsRestricted = false, bool IsFixed = false);

/// <summary>A resource: the schemas of what is shown and of bodies, and the operations that it has in common with the others.</summary>
/// <param name="Name">Its name, which is the key that bodies may be wrapped in.</param>
/// <param name="Plural">Its name in the path.</param>
/// <param name="FunctionName">Its name in the names of its functions.</param>
/// <param name="Members">What it holds.</param>
/// <param name="Example">One of it.</param>
/// <param name="Body">A body that creates one.</param>
internal sealed record Resource(
    string Name, string Plural, string FunctionName, IReadOnlyList<Member> Members, JsonNode Example, JsonNode Body)
{
    private string Noun => Name.Replace('_', ' ');

    /// <summary>The schemas, by name.</summary>
    public IEnumerable<KeyValuePair<string, OpenApiSchema>> Schemas =>
    [
        new(Name, OpenApi.Schemas.Structure(
            Members.Select(Of), Members.Where(member => !member.IsRestricted).Select(member => member.Name))),
        new($"{Name}_list", OpenApi.Schemas.Structure(
        [
            new("data", OpenApi.Schemas.List(OpenApi.Schemas.Ref(Name), "The page.")),
            new("next_cursor", OpenApi.Schemas.Text("The cursor of the next page; null on the last. A page before it may hold fewer items than asked for.").OrNull()),
        ])),
        new($"{Name}_create", Input(isNew: true)),
        new($"{Name}_update", Input(isNew: false)),
    ];

    /// <summary>Listing them.</summary>
    public OperationDescription List(IReadOnlyList<string> sorts, bool hasUpdatedAfter, params OpenApiParameter[] filters) =>
        new($"TimetherList{FunctionName}s".Replace("ys", "ies", StringComparison.Ordinal), Plural, $"List {Plural.Replace('_', ' ')}")
        {
            Parameters = [Parameters.Workspace, .. Parameters.Page(sorts, hasUpdatedAfter), .. filters],
            Replies = new Dictionary<int, Message>
            {
                [200] = new("A page.", OpenApi.Schemas.Ref($"{Name}_list"), new JsonObject { ["data"] = new JsonArray(Example.DeepClone()), ["next_cursor"] = null }),
            },
            Refusals = Refusals.Of(422),
        };

    /// <summary>Creating one.</summary>
    public OperationDescription Create(string? description = null) => new($"TimetherCreate{FunctionName}", Plural, $"Create: {Noun}")
    {
        Description = description,
        Parameters = [Parameters.Workspace, Parameters.IdempotencyKey],
        Body = new Message($"The {Noun}, bare or as the member {Name} of an object.", OpenApi.Schemas.Ref($"{Name}_create"), Body),
        Replies = new Dictionary<int, Message> { [201] = One() },
        Refusals = Refusals.Of(409, 415, 422),
    };

    /// <summary>Showing one.</summary>
    public OperationDescription Show() => new($"TimetherShow{FunctionName}", Plural, $"Show: {Noun}")
    {
        Parameters = [Parameters.Workspace, Parameters.IfNoneMatch],
        Replies = new Dictionary<int, Message> { [200] = One(), [304] = new("It is as If-None-Match names it.") },
        Refusals = Refusals.Of(404),
    };

    /// <summary>Changing one.</summary>
    public OperationDescription Update() => new($"TimetherUpdate{FunctionName}", Plural, $"Change: {Noun}")
    {
        Description = "What is left out stays as it is, with PUT as with PATCH.",
        Parameters = [Parameters.Workspace, Parameters.IfMatch, Parameters.IdempotencyKey],
        Body = new Message($"What to change, bare or as the member {Name} of an object.", OpenApi.Schemas.Ref($"{Name}_update"), Body.DeepClone()),
        Replies = new Dictionary<int, Message> { [200] = One() },
        Refusals = Refusals.Of(404, 409, 412, 415, 422),
    };

    /// <summary>Deleting one.</summary>
    public OperationDescription Delete(string? description = null) => new($"TimetherDelete{FunctionName}", Plural, $"Delete: {Noun}")
    {
        Description = description,
        Parameters = [Parameters.Workspace, Parameters.IfMatch, Parameters.IdempotencyKey],
        Replies = new Dictionary<int, Message> { [204] = new("It is gone. The response is empty.") },
        Refusals = Refusals.Of(404, 409, 412, 422),
    };

    /// <summary>The reply that shows one.</summary>
    public Message One() => new($"The {Noun}.", OpenApi.Schemas.Ref(Name), Example.DeepClone()) { Headers = Parameters.ETag };

    private static KeyValuePair<string, IOpenApiSchema> Of(Member member) => new(member.Name, member.Schema);

    private OpenApiSchema Input(bool isNew)
    {
        // Members that are shown may be sent back, so there can be others.
        var schema = OpenApi.Schemas.Structure(
            Members.Where(member => member.IsSettable && (isNew || !member.IsFixed)).Select(Of),
            isNew ? Members.Where(member => member.IsNeeded).Select(member => member.Name) : []);
        schema.AdditionalPropertiesAllowed = true;
        return schema;
    }
}
