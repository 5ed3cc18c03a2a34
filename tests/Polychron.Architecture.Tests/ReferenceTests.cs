using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>Which project may refer to which, in the project files and in what was built from them.</summary>
public class ReferenceTests
{
    private const string Domain = "Polychron.Domain";
    private const string UseCases = "Polychron.UseCases";
    private const string Settings = "Polychron.Settings";
    private const string Dialects = "Polychron.Dialects";
    private const string Host = "Polychron.EmbeddedHost";
    private const string App = "Polychron.Functions";

    /// <summary>What a project may refer to, or null for a project that no rule knows: a new one comes with its rule.</summary>
    private static string[]? Allowed(string project) => project switch
    {
        Domain => [],
        Settings => [],
        UseCases => [Domain],
        "Polychron.Storage" => [Domain, UseCases, Settings],
        Host => [Domain, UseCases, Settings],
        Dialects => [Domain, UseCases, Settings, Host],
        "Polychron.Operator" or "Polychron.OAuth" or "Polychron.Webhooks" or "Polychron.Rollups" or "Polychron.Import" or "Polychron.Demo" => [Domain, UseCases, Settings, Dialects, Host],
        _ when project.StartsWith("Polychron.Dialects.", StringComparison.Ordinal) => [Domain, UseCases, Settings, Dialects, Host],
        _ => null,
    };

    private static readonly string[] OutsideOfTheDomain =
        ["System.Text.Json", "Microsoft.AspNetCore", "Microsoft.Extensions", "Microsoft.Azure", "Azure.", "Microsoft.Data", "System.Data", "SQLitePCL", "System.Net"];

    public static TheoryData<string> Projects =>
        [.. SourceTree.This.Projects().Where(IsProduct).Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_refers_only_to_what_its_layer_may(string project) =>
        Assert.Empty(Forbidden(project, SourceTree.This.Projects().Single(found => found.Name == project).References));

    [Theory]
    [MemberData(nameof(Projects))]
    public void An_assembly_uses_only_what_its_layer_may(string project) =>
        Assert.Empty(Forbidden(project, Ours(BuiltAssembly.Read(project))));

    [Theory]
    [InlineData(Domain)]
    [InlineData(UseCases)]
    public void The_inner_layers_know_no_transport_and_no_store(string project)
    {
        Assert.Empty(Outside(BuiltAssembly.Read(project).References));
        Assert.Empty(Outside(SourceTree.This.Projects().Single(found => found.Name == project).Packages));
        Assert.DoesNotContain(
            SourceTree.This.Projects().Single(found => found.Name == project).Xml.Descendants("FrameworkReference"), _ => true);
    }

    [Fact]
    public void The_app_is_made_of_every_part()
    {
        var parts = SourceTree.This.Projects().Where(project => IsProduct(project) && project.Name != App).Select(project => project.Name);
        var reached = Reach(App);

        Assert.Empty(parts.Except(reached));
    }

    [Fact]
    public void A_forbidden_reference_is_noticed()
    {
        using var planted = new MadeUpTree(
            ("src/Polychron.Domain/Polychron.Domain.csproj",
                "<Project><ItemGroup><ProjectReference Include=\"../Polychron.UseCases/Polychron.UseCases.csproj\" /></ItemGroup></Project>"),
            ("src/Polychron.Dialects.Timing/Polychron.Dialects.Timing.csproj",
                "<Project><ItemGroup><ProjectReference Include=\"..\\Polychron.Dialects.Timely\\Polychron.Dialects.Timely.csproj\" /></ItemGroup></Project>"));

        Assert.All(planted.Tree.Projects(), project => Assert.NotEmpty(Forbidden(project.Name, project.References)));
        Assert.Equal(["Polychron.Storage"], Forbidden("Polychron.Dialects.Timing", [UseCases, "Polychron.Storage"]));
        Assert.NotEmpty(Forbidden("Polychron.Novel", []));

        // This assembly refers to all of them and to the web: whatever layer it were of, it would break its rule.
        var here = BuiltAssembly.Read("Polychron.Architecture.Tests");
        Assert.NotEmpty(Forbidden(UseCases, Ours(here)));
        Assert.NotEmpty(Outside(here.References));
    }

    private static bool IsProduct(ProjectFile project) => project.Path.StartsWith("src/", StringComparison.Ordinal);

    private static IEnumerable<string> Ours(BuiltAssembly assembly) =>
        assembly.References.Where(reference => reference.StartsWith("Polychron.", StringComparison.Ordinal));

    private static IEnumerable<string> Outside(IEnumerable<string> names) =>
        names.Where(name => OutsideOfTheDomain.Any(outside => name.StartsWith(outside, StringComparison.Ordinal)));

    private static IEnumerable<string> Forbidden(string project, IEnumerable<string> references) =>
        project == App ? []
        : Allowed(project) is { } allowed ? references.Except(allowed)
        : [$"{project}: no rule says what it may refer to"];

    private static HashSet<string> Reach(string project)
    {
        var reached = new HashSet<string> { project };
        var waiting = new Queue<string>([project]);
        var files = SourceTree.This.Projects().ToDictionary(file => file.Name);
        while (waiting.TryDequeue(out var at))
        {
            foreach (var next in files[at].References.Where(reached.Add))
            {
                waiting.Enqueue(next);
            }
        }

        return reached;
    }
}
