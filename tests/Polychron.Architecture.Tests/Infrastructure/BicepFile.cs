using System.Text.Json.Nodes;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>What a Bicep file declares, as tests/bicep.cjs prints it.</summary>
internal sealed record BicepFile(string Path, string Text, JsonObject Json)
{
    public IReadOnlyList<string> Errors => Words("errors");

    /// <summary>The names that expressions use, but those of loops and functions.</summary>
    public IReadOnlyList<string> Names => Words("names");

    public IReadOnlyList<string> Functions => Words("functions");

    /// <summary>Expressions such as <c>storage.outputs.name</c>.</summary>
    public IReadOnlyList<string> Members => Words("members");

    public JsonObject Parameters => Json["parameters"]!.AsObject();

    public JsonObject Variables => Json["variables"]!.AsObject();

    public JsonObject Outputs => Json["outputs"]!.AsObject();

    public JsonObject Modules => Json["modules"]!.AsObject();

    public IEnumerable<BicepResource> Resources =>
        Json["resources"]!.AsObject().Select(resource => new BicepResource(resource.Key, resource.Value!.AsObject()));

    public IEnumerable<string> Required => Parameters.Where(parameter => !parameter.Value!.AsObject().ContainsKey("default")).Select(parameter => parameter.Key);

    public bool IsSecure(string parameter) =>
        Parameters[parameter]!["decorators"]!.AsArray().Any(decorator => (string?)decorator == "@secure()");

    /// <summary>The texts of an array variable.</summary>
    public IReadOnlyList<string> Texts(string variable) =>
        Variables[variable] is JsonArray array ? [.. array.Select(item => (string)item!)] : [];

    private List<string> Words(string name) => [.. Json[name]!.AsArray().Select(word => (string)word!)];
}

/// <summary>A resource of a Bicep file.</summary>
internal sealed record BicepResource(string Symbol, JsonObject Json)
{
    public string Type => (string)Json["type"]!;

    public string Version => (string)Json["version"]!;

    public bool IsExisting => (bool)Json["existing"]!;

    public JsonObject Body => Json["body"]!.AsObject();

    public JsonObject Properties => Body["properties"]?.AsObject() ?? [];

    /// <summary>The names of the resource: of a loop over a variable's texts one for each.</summary>
    public IEnumerable<string> NamesIn(BicepFile file)
    {
        if (Json["loop"] is not { } loop)
        {
            return [TextOf(Body["name"])];
        }

        var template = TextOf(Body["name"]);
        var variable = (string)loop["variable"]!;
        return file.Texts((string)loop["items"]!)
            .Select(item => template == variable ? item : template.Replace($"${{{variable}}}", item, StringComparison.Ordinal));
    }

    /// <summary>A text, a text with expressions in it, or an expression.</summary>
    public static string TextOf(JsonNode? value) => value switch
    {
        JsonObject node => (string?)node["text"] ?? (string?)node["code"] ?? node.ToJsonString(),
        null => "",
        _ => value.ToString(),
    };
}
