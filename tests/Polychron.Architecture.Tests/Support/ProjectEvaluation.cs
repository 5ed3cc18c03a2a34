using System.Diagnostics;
using System.Text.Json;

namespace Polychron.Architecture.Tests.Support;

/// <summary>What MSBuild makes of a project file, without building it.</summary>
internal sealed class ProjectEvaluation
{
    private readonly JsonElement _json;

    private ProjectEvaluation(JsonElement json) => _json = json;

    /// <param name="project">The project file.</param>
    /// <param name="items">The items to ask for; one at least, and one property, or MSBuild prints no JSON.</param>
    /// <param name="properties">The properties to ask for.</param>
    /// <param name="globals">Properties that are set from outside, such as <c>FunctionsHost=azure</c>.</param>
    public static async Task<ProjectEvaluation> OfAsync(string project, string[] items, string[] properties, params string[] globals)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        string[] arguments =
        [
            "msbuild", project, "-nologo",
            .. items.Select(item => $"-getItem:{item}"),
            .. properties.Select(property => $"-getProperty:{property}"),
            .. globals.Select(global => $"-property:{global}"),
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        using var json = JsonDocument.Parse(output);
        return new ProjectEvaluation(json.RootElement.Clone());
    }

    /// <summary>A metadatum of every item of a kind; empty where an item has none.</summary>
    public List<string> Of(string item, string metadatum) =>
        [.. _json.GetProperty("Items").GetProperty(item).EnumerateArray().Select(found => found.TryGetProperty(metadatum, out var value) ? value.GetString()! : "")];

    public string Property(string name) => _json.GetProperty("Properties").GetProperty(name).GetString()!;
}
