using System.Text.Json.Nodes;
using Polychron.Architecture.Tests.Support;
using Polychron.Testing.Azurite;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>The Bicep files of a folder, parsed with the public grammar; by path from the folder, with slashes.</summary>
internal sealed class BicepProject(IReadOnlyDictionary<string, BicepFile> files)
{
    private static readonly Lazy<Task<BicepProject>> Ours = new(() => ReadAsync(SourceTree.This, "infra"));

    public IReadOnlyDictionary<string, BicepFile> Files { get; } = files;

    public BicepFile Main => Files["main.bicep"];

    public IEnumerable<(BicepFile File, BicepResource Resource)> Resources =>
        Files.Values.SelectMany(file => file.Resources.Select(resource => (file, resource)));

    /// <summary>This repository's; a test that calls this is skipped where Node.js or the grammar cannot be had.</summary>
    public static async Task<BicepProject> ReadAsync()
    {
        await RequireAsync();
        return await Ours.Value;
    }

    /// <summary>Reads a folder of a tree.</summary>
    public static async Task<BicepProject> ReadAsync(SourceTree tree, string folder)
    {
        await RequireAsync();
        var paths = tree.Files(folder, "*.bicep");
        var (code, output) = await NodeModules.RunNodeAsync([NodeModules.PathOf("bicep.cjs"), .. paths.Select(tree.Full)]);
        if (code != 0)
        {
            throw new InvalidOperationException(output);
        }

        var json = JsonNode.Parse(output)!;
        return new BicepProject(paths.ToDictionary(
            path => path[(folder.Length + 1)..],
            path => new BicepFile(path[(folder.Length + 1)..], tree.Text(path), json[tree.Full(path)]!.AsObject())));
    }

    private static async Task RequireAsync()
    {
        var absence = await NodeModules.EnsureAsync(
            NodeModules.PathOf("node_modules/tree-sitter-bicep/tree-sitter-bicep.wasm"), "the parser of Bicep (tree-sitter-bicep)");
        Skip.If(absence is not null, absence);
    }
}
