using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>That the ban on ambient time and randomness really reaches every project.</summary>
public partial class BannedSymbolTests
{
    private const string Banned = "eng/BannedSymbols.txt";

    // The only ones that may name what is banned: each is the one door to it.
    private static readonly string[] Doors =
        ["src/Polychron.Domain/Time/Zones.cs", "src/Polychron.Functions/Program.cs", "src/Polychron.UseCases/Ports/Ambient/SystemRandomSource.cs"];

    [Fact]
    public void The_file_bans_the_ambient_clock_and_chance()
    {
        var banned = SourceTree.This.Text(Banned);

        Assert.All(
            ["P:System.DateTime.UtcNow", "P:System.DateTimeOffset.UtcNow", "P:System.TimeProvider.System", "M:System.Guid.NewGuid", "T:System.Random"],
            symbol => Assert.Contains($"{symbol};", banned, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("src/Polychron.Domain/Polychron.Domain.csproj")]
    [InlineData("src/Polychron.Functions/Polychron.Functions.csproj")]
    [InlineData("tests/Polychron.Architecture.Tests/Polychron.Architecture.Tests.csproj")]
    public async Task What_msbuild_makes_of_a_project_has_the_analyzer_and_its_file(string project)
    {
        var evaluated = await EvaluateAsync(SourceTree.This.Full(project));

        Assert.Contains(SourceTree.This.Full(Banned), evaluated.AdditionalFiles);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", evaluated.Packages);
        Assert.Equal("true", evaluated.TreatWarningsAsErrors);
    }

    [Fact]
    public async Task A_project_without_the_shared_properties_is_noticed()
    {
        using var planted = new MadeUpTree(
            ("Directory.Build.props", "<Project />"),
            ("src/Free/Free.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"));

        Assert.Empty((await EvaluateAsync(planted.Tree.Full("src/Free/Free.csproj"))).AdditionalFiles);
    }

    [Fact]
    public void Nothing_takes_a_project_out_of_the_ban()
    {
        Assert.NotEmpty(SourceTree.This.Projects());
        Assert.Empty(Escapes(SourceTree.This));
    }

    [Fact]
    public void Only_the_doors_name_what_is_banned()
    {
        Assert.Equal(Doors, Suspensions(SourceTree.This));
    }

    [Fact]
    public void An_escape_is_noticed()
    {
        using var planted = new MadeUpTree(
            ("src/A/Directory.Build.props", "<Project />"),
            ("src/B/B.csproj", "<Project><PropertyGroup><NoWarn>RS0030</NoWarn></PropertyGroup></Project>"),
            ("src/C/C.csproj", "<Project><ItemGroup><AdditionalFiles Remove=\"x\" /></ItemGroup></Project>"),
            ("src/D/.editorconfig", "[*.cs]\ndotnet_diagnostic.RS0030.severity = none\n"),
            ("src/E/Clock.cs", "#pragma warning disable RS0030\n"),
            ("src/F/Clock.cs", "[SuppressMessage(\"x\", \"RS0030:y\")]\n"));

        Assert.Equal(
            ["src/A/Directory.Build.props", "src/B/B.csproj", "src/C/C.csproj", "src/D/.editorconfig"], Escapes(planted.Tree));
        Assert.Equal(["src/E/Clock.cs", "src/F/Clock.cs"], Suspensions(planted.Tree));
    }

    private static IEnumerable<string> Suspensions(SourceTree tree) =>
        tree.Files("src", "*.cs").Where(file => tree.Text(file).Contains("RS0030", StringComparison.Ordinal));

    private static IEnumerable<string> Escapes(SourceTree tree) =>
        from file in new[] { "*.csproj", "*.props", "*.targets", ".editorconfig", "*.globalconfig" }.SelectMany(pattern => tree.Files("src", pattern))
        where Path.GetFileName(file) is "Directory.Build.props" or ".editorconfig" || Escape().IsMatch(tree.Text(file))
        orderby file
        select file;

    private static async Task<Evaluated> EvaluateAsync(string project)
    {
        var evaluated = await ProjectEvaluation.OfAsync(project, ["AdditionalFiles", "PackageReference"], ["TreatWarningsAsErrors"]);
        return new Evaluated(
            evaluated.Of("AdditionalFiles", "FullPath"), evaluated.Of("PackageReference", "Identity"), evaluated.Property("TreatWarningsAsErrors"));
    }

    [GeneratedRegex(@"RS0030|BannedApiAnalyzers|<AdditionalFiles\s+(Remove|Update)|ImportDirectoryBuildProps|RunAnalyzers|EnableNETAnalyzers")]
    private static partial Regex Escape();

    private sealed record Evaluated(List<string> AdditionalFiles, List<string> Packages, string TreatWarningsAsErrors);
}
