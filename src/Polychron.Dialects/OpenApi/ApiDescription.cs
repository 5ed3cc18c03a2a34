using System.Reflection;
using Microsoft.OpenApi;

namespace Polychron.Dialects.OpenApi;

/// <summary>What an API says of itself; <see cref="OpenApiGenerator"/> makes an OpenAPI 3.1 document of it and of its functions.</summary>
public sealed record ApiDescription
{
    /// <summary>The assembly whose HTTP functions are described: their routes and methods are not said twice.</summary>
    public required Assembly Assembly { get; init; }

    /// <summary>The API's name.</summary>
    public required string Title { get; init; }

    /// <summary>The version of the API's contract.</summary>
    public required string Version { get; init; }

    /// <summary>What it is, in CommonMark.</summary>
    public required string Description { get; init; }

    /// <summary>How callers are known.</summary>
    public required OpenApiSecurityScheme Security { get; init; }

    /// <summary>The groups of operations: name and description.</summary>
    public required IReadOnlyList<(string Name, string Description)> Tags { get; init; }

    /// <summary>The schemas that operations refer to by name (see <see cref="Schemas.Ref"/>).</summary>
    public required IReadOnlyDictionary<string, OpenApiSchema> Schemas { get; init; }

    /// <summary>The schema of every error, by name.</summary>
    public required string ErrorSchema { get; init; }

    /// <summary>The operations, one for each function of the assembly but <see cref="Undescribed"/>.</summary>
    public required IReadOnlyList<OperationDescription> Operations { get; init; }

    /// <summary>The names of functions that are no operations: those that answer for paths that nobody else has, and preflights.</summary>
    public IReadOnlyCollection<string> Undescribed { get; init; } = [];
}
