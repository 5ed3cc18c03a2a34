namespace Polychron.Dialects;

/// <summary>What a person is told of an API that this build speaks. A dialect registers one as a singleton service.</summary>
/// <param name="Name">The API's name.</param>
/// <param name="BasePath">The path that all its routes begin with: a slash at the start, none at the end.</param>
/// <param name="AuthHint">
/// How a caller shows the token, as a curl argument with <c>$TOKEN</c> in its place: <c>-H "Authorization: Bearer $TOKEN"</c>.
/// </param>
/// <param name="DocumentationUrl">Where the API is documented, an absolute http or https address; null: nowhere.</param>
/// <param name="SamplePath">A path below <paramref name="BasePath"/> that answers a GET with something to see; null: the base path itself.</param>
public sealed record DialectDescription(
    string Name, string BasePath, string AuthHint, Uri? DocumentationUrl = null, string? SamplePath = null);
