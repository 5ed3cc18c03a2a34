using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Polychron.Dialects.OpenApi;

/// <summary>What a function says of itself besides its route and method.</summary>
/// <param name="Function">The function's name, which becomes the operation's id.</param>
/// <param name="Tag">The group that it belongs to.</param>
/// <param name="Summary">What it does, in a few words.</param>
public sealed record OperationDescription(string Function, string Tag, string Summary)
{
    /// <summary>More about it, in CommonMark, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Its parameters. One of the route that is not here is described as an id.</summary>
    public IReadOnlyList<OpenApiParameter> Parameters { get; init; } = [];

    /// <summary>The body that it takes, or null for none.</summary>
    public Message? Body { get; init; }

    /// <summary>What it answers where all goes well, by status.</summary>
    public required IReadOnlyDictionary<int, Message> Replies { get; init; }

    /// <summary>What it refuses, by status.</summary>
    public required IReadOnlyDictionary<int, Refusal> Refusals { get; init; }

    /// <summary>Whether it is served to everyone.</summary>
    public bool IsAnonymous { get; init; }
}

/// <summary>A body, of a request or a reply.</summary>
/// <param name="Description">What it is.</param>
/// <param name="Schema">Its schema; null for an empty one.</param>
/// <param name="Example">A body that the schema allows; null only for an empty one.</param>
public sealed record Message(string Description, IOpenApiSchema? Schema = null, JsonNode? Example = null)
{
    /// <summary>Whether a request may leave it out.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The headers of a reply, by name.</summary>
    public IReadOnlyDictionary<string, OpenApiHeader> Headers { get; init; } = new Dictionary<string, OpenApiHeader>();

    /// <summary>The further content types that it can have, with their schemas.</summary>
    public IReadOnlyDictionary<string, IOpenApiSchema> Others { get; init; } = new Dictionary<string, IOpenApiSchema>();
}

/// <summary>A refusal.</summary>
/// <param name="Description">When.</param>
/// <param name="Example">An error's body.</param>
public sealed record Refusal(string Description, JsonNode Example);
