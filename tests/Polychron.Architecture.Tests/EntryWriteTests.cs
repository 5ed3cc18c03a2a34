using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>Use cases write entries in one place, so that a workspace's rules for them hold whichever way they come.</summary>
public partial class EntryWriteTests
{
    private const string Place = "src/Polychron.UseCases/Entries/Policies/EntryWriter.cs";

    private static readonly string[] Folders =
        ["src/Polychron.UseCases/Entries", "src/Polychron.UseCases/Timers", "src/Polychron.UseCases/Rates"];

    [Fact]
    public void Only_the_entry_writer_writes_entries()
    {
        Assert.Contains(Place, Writers(SourceTree.This));
        Assert.Equal([Place], Writers(SourceTree.This));
    }

    [Fact]
    public void Another_writer_is_noticed()
    {
        using var planted = new MadeUpTree(
            ("src/Polychron.UseCases/Timers/Sneak.cs", "class Sneak { void Run() => transaction.Update(before, after); }"));

        Assert.Equal(["src/Polychron.UseCases/Timers/Sneak.cs"], Writers(planted.Tree));
    }

    private static IEnumerable<string> Writers(SourceTree tree) => Folders
        .SelectMany(folder => tree.Files(folder, "*.cs"))
        .Where(file => Write().IsMatch(tree.Text(file)))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"transaction\.(Create|Update|Delete)\(")]
    private static partial Regex Write();
}
