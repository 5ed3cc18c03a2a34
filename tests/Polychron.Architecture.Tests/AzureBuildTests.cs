using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>
/// What can be said of the build for Azure without its packages: that MSBuild makes of it what the official worker needs.
/// </summary>
public partial class AzureBuildTests
{
    private const string App = "src/Polychron.Functions/Polychron.Functions.csproj";
    private const string Worker = "Microsoft.Azure.Functions.Worker";
    private const string Azure = "FunctionsHost=azure";

    private static readonly string[] OfTheWorker =
    [
        Worker, $"{Worker}.Extensions.Http", $"{Worker}.Extensions.Http.AspNetCore", $"{Worker}.Extensions.Storage.Queues",
        $"{Worker}.Extensions.Timer", $"{Worker}.Sdk",
    ];

    /// <summary>The packages with one version each.</summary>
    private static Dictionary<string, string> Versions { get; } = XDocument.Parse(SourceTree.This.Text("Directory.Packages.props"))
        .Descendants("PackageVersion").ToDictionary(package => (string)package.Attribute("Include")!, package => (string)package.Attribute("Version")!);

    [Fact]
    public async Task The_app_is_an_isolated_function_app_with_all_its_extensions()
    {
        var app = await ProjectEvaluation.OfAsync(
            SourceTree.This.Full(App), ["PackageReference", "ProjectReference", "None"], ["AzureFunctionsVersion", "OutputType"], Azure);
        var packages = app.Of("PackageReference", "Identity");

        Assert.Equal("v4", app.Property("AzureFunctionsVersion"));
        Assert.Equal("Exe", app.Property("OutputType"));
        Assert.Empty(OfTheWorker.Except(packages));
        Assert.All(packages, package => Assert.True(IsPinned(package), package));
        Assert.DoesNotContain(app.Of("ProjectReference", "Filename"), name => name == "Polychron.EmbeddedHost");

        var files = app.Of("None", "Link").Zip(app.Of("None", "CopyToOutputDirectory"), app.Of("None", "CopyToPublishDirectory")).ToList();
        Assert.Contains(("host.json", "PreserveNewest", ""), files);
        Assert.All(
            files.Where(file => file.First.StartsWith("local.settings", StringComparison.Ordinal)),
            file => Assert.Equal("Never", file.Third));
    }

    [Theory]
    [InlineData("Polychron.Storage", "Azure.Storage.Queues")]
    [InlineData("Polychron.Webhooks", "Microsoft.Azure.Functions.Worker.Extensions.Storage.Queues")]
    public async Task A_part_of_it_asks_for_official_packages_of_one_version(string project, string package)
    {
        var part = await ProjectEvaluation.OfAsync(
            SourceTree.This.Full($"src/{project}/{project}.csproj"), ["PackageReference", "PackageDownload", "ProjectReference"], ["OutputType"], Azure);

        Assert.Contains(package, part.Of("PackageReference", "Identity"));
        Assert.All(part.Of("PackageReference", "Identity"), name => Assert.True(IsPinned(name), name));
        Assert.Empty(part.Of("PackageDownload", "Identity"));
        Assert.DoesNotContain(part.Of("ProjectReference", "Filename"), name => name == "Polychron.EmbeddedHost");
    }

    [Fact]
    public async Task Without_a_word_it_is_the_embedded_host()
    {
        var app = await ProjectEvaluation.OfAsync(SourceTree.This.Full(App), ["PackageReference", "ProjectReference"], ["AzureFunctionsVersion"]);

        Assert.Equal("", app.Property("AzureFunctionsVersion"));
        Assert.DoesNotContain(app.Of("PackageReference", "Identity"), package => package.StartsWith(Worker, StringComparison.Ordinal));
        Assert.Contains("Polychron.EmbeddedHost", app.Of("ProjectReference", "Filename"));
    }

    [Fact]
    public void Every_project_with_functions_says_which_triggers_they_have()
    {
        var wrong = AppFunctions.All.GroupBy(function => function.Assembly)
            .Where(functions => !functions.SelectMany(function => Triggers(function)).Distinct().Order().SequenceEqual(Declared(functions.Key).Order()))
            .Select(functions => functions.Key);

        Assert.Empty(wrong);
    }

    [Fact]
    public void The_host_reads_messages_as_the_queue_client_writes_them()
    {
        var host = JsonNode.Parse(SourceTree.This.Text("host.json"))!;

        Assert.Equal("base64", (string?)host["extensions"]!["queues"]!["messageEncoding"]);
        Assert.Contains("QueueMessageEncoding.Base64", SourceTree.This.Text("src/Polychron.Storage/Azure/Queues/QueueClients.cs"), StringComparison.Ordinal);
        Assert.Equal(5, (int?)host["extensions"]!["queues"]!["maxDequeueCount"]);
        Assert.Equal("", (string?)host["extensions"]!["http"]!["routePrefix"]);
        Assert.Null(host["extensionBundle"]);
    }

    [Fact]
    public void Neither_the_health_line_nor_an_exception_is_sampled_away()
    {
        var logging = JsonNode.Parse(SourceTree.This.Text("host.json"))!["logging"]!;

        Assert.Superset(
            new HashSet<string> { "Exception", "Trace" },
            ((string)logging["applicationInsights"]!["samplingSettings"]!["excludedTypes"]!).Split(';').ToHashSet());

        // The category of what functions log, and of the requests that the alert on errors counts.
        Assert.Equal("Information", (string?)logging["logLevel"]!["Function"]);
        Assert.Equal("Information", (string?)logging["logLevel"]!["Host.Results"]);
    }

    private static bool IsPinned(string package) => Versions.TryGetValue(package, out var version) && Exact().IsMatch(version);

    private static IEnumerable<string> Triggers(AppFunction function) =>
        from parameter in function.Method.GetParameters()
        from attribute in parameter.CustomAttributes
        let name = attribute.AttributeType.Name
        where name.EndsWith("TriggerAttribute", StringComparison.Ordinal)
        select name[..^"TriggerAttribute".Length].ToLowerInvariant();

    private static string[] Declared(string project) =>
        SourceTree.This.Projects().Single(found => found.Name == project).Xml.Descendants("FunctionTriggers").Single().Value.Split(';');

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Exact();
}
