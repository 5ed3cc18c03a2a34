using System.Text.Json.Nodes;
using Polychron.Testing.Azurite;
using Xunit;

namespace Polychron.Testing.App.OpenApi;

/// <summary>A value and the schema that it is to meet.</summary>
/// <param name="Name">What faults are reported under.</param>
/// <param name="Schema">The schema, or the name of one of the document's.</param>
/// <param name="Value">The value.</param>
public sealed record SchemaSample(string Name, JsonNode Schema, JsonNode? Value);

/// <summary>Holds an OpenAPI 3.1 document against the linter @redocly/cli, and values against its schemas with ajv.</summary>
/// <remarks>A test that calls this is skipped where Node.js or the packages of <c>tests/package.json</c> cannot be had.</remarks>
public static class OpenApiChecks
{
    /// <summary>What the linter finds wrong; null if nothing.</summary>
    public static async Task<string?> LintAsync(JsonNode document)
    {
        var linter = NodeModules.PathOf("node_modules/@redocly/cli/bin/cli.js");
        await RequireAsync(linter, "the linter (@redocly/cli)");
        using var folder = new TemporaryFolder();
        var (code, output) = await NodeModules.RunNodeAsync(
            linter, "lint", await SaveAsync(folder, "openapi.json", document), "--extends=recommended");
        return code == 0 ? null : output;
    }

    /// <summary>What is wrong with the values, a line for each that is not what its schema allows.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(JsonNode document, IEnumerable<SchemaSample> samples)
    {
        await RequireAsync(NodeModules.PathOf("node_modules/ajv-formats/dist/index.js"), "the validator (ajv)");
        var values = new JsonArray([.. samples.Select(sample => new JsonObject
        {
            ["name"] = sample.Name,
            ["schema"] = sample.Schema.DeepClone(),
            ["value"] = sample.Value?.DeepClone(),
        })]);
        using var folder = new TemporaryFolder();
        var (code, output) = await NodeModules.RunNodeAsync(
            NodeModules.PathOf("openapi.cjs"),
            await SaveAsync(folder, "openapi.json", document),
            await SaveAsync(folder, "values.json", values));
        return code == 0
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : throw new InvalidOperationException(output);
    }

    /// <summary>Every example of the document's operations with the schema of its place.</summary>
    public static IReadOnlyList<SchemaSample> Examples(JsonNode document)
    {
        var samples = new List<SchemaSample>();
        Collect(document["paths"]!, "paths", samples);
        return samples;
    }

    private static void Collect(JsonNode node, string at, List<SchemaSample> samples)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                Collect(list[i]!, $"{at}/{i}", samples);
            }
        }
        else if (node is JsonObject here)
        {
            if (here["schema"] is { } schema && here["example"] is { } example)
            {
                samples.Add(new SchemaSample(at, schema, example));
            }

            foreach (var (name, child) in here.Where(member => member.Key is not ("schema" or "example") && member.Value is not null))
            {
                Collect(child!, $"{at}/{name}", samples);
            }
        }
    }

    private static async Task RequireAsync(string file, string what)
    {
        var absence = await NodeModules.EnsureAsync(file, what);
        Skip.If(absence is not null, absence);
    }

    private static async Task<string> SaveAsync(TemporaryFolder folder, string name, JsonNode json)
    {
        var path = Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(path, json.ToJsonString());
        return path;
    }
}
