using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>That each way to deploy, by parameter file or by azd, gives the Bicep files what they take.</summary>
public partial class DeploymentTests
{
    private static readonly string[] Stages = ["dev", "test", "prod"];

    [SkippableFact]
    public async Task Every_stage_gives_all_parameters_that_are_needed_and_none_that_do_not_exist()
    {
        var main = (await BicepProject.ReadAsync()).Main;
        var files = SourceTree.This.Files("infra", "*.bicepparam");

        Assert.Equal(Stages.Select(stage => $"infra/main.{stage}.bicepparam").Order(), files.Order());
        Assert.Empty(files.SelectMany(file => Faults(main, file, SourceTree.This.Text(file))));
    }

    [SkippableFact]
    public async Task Azd_gives_all_parameters_but_secrets_which_it_makes()
    {
        var main = (await BicepProject.ReadAsync()).Main;

        Assert.Empty(AzdFaults(main, JsonNode.Parse(SourceTree.This.Text("infra/main.parameters.json"))!["parameters"]!.AsObject()));
    }

    [SkippableFact]
    public async Task Azd_builds_the_app_for_Azure_and_finds_where_to_put_it()
    {
        var project = await BicepProject.ReadAsync();
        var yaml = SourceTree.This.Text("azure.yaml").ReplaceLineEndings("\n");
        var service = Service().Match(yaml);

        Assert.True(service.Success, "azure.yaml has no service that is a function app.");
        Assert.NotEmpty(SourceTree.This.Files(service.Groups["project"].Value, "*.csproj"));
        Assert.Contains($"'azd-service-name': '{service.Groups["name"].Value}'", project.Files["modules/app.bicep"].Text, StringComparison.Ordinal);
        Assert.Contains("'azd-env-name': environmentName", project.Main.Text, StringComparison.Ordinal);

        // The build reads it from the environment, and MSBuild takes what is there for a property.
        Assert.Equal("azure", (string?)project.Main.Outputs["FunctionsHost"]!["value"]);
        Assert.True(yaml.IndexOf("azd: provision", StringComparison.Ordinal) < yaml.IndexOf("azd: deploy", StringComparison.Ordinal));
        Assert.Contains("'$(FunctionsHost)' == ''\">embedded<", SourceTree.This.Text("Directory.Build.props"), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_bad_parameter_file_is_noticed()
    {
        var main = (await BicepProject.ReadAsync()).Main;
        const string Bad = "using 'other.bicep'\nparam location = 'here'\nparam colour = {\n  a: 'red'\n}\nparam bootstrapToken = 'in the open'\n";

        Assert.Equal(
            ["x: uses other.bicep", "x: there is no parameter colour", "x: environmentName is missing", "x: operatorKey is missing", "x: bootstrapToken stands in the file"],
            Faults(main, "x", Bad));
        Assert.Equal(
            ["colour does not exist", "httpConcurrency is 5, by default 100", "operatorKey stands in the file", "environmentName is missing", "location is missing"],
            AzdFaults(main, JsonNode.Parse(
                """{"colour":{"value":"${A}"},"httpConcurrency":{"value":"${B=5}"},"operatorKey":{"value":"${C}"}}""")!.AsObject()).Take(5));
    }

    private static IEnumerable<string> Faults(BicepFile main, string file, string text)
    {
        var given = Parameter().Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        if (Using().Match(text).Groups[1].Value is var used && used != "main.bicep")
        {
            yield return $"{file}: uses {used}";
        }

        foreach (var name in given.Keys.Where(name => !main.Parameters.ContainsKey(name)))
        {
            yield return $"{file}: there is no parameter {name}";
        }

        foreach (var name in main.Required.Except(given.Keys))
        {
            yield return $"{file}: {name} is missing";
        }

        foreach (var (name, value) in given.Where(pair => main.Parameters.ContainsKey(pair.Key) && main.IsSecure(pair.Key)))
        {
            if (!value.StartsWith("readEnvironmentVariable(", StringComparison.Ordinal) || value.Contains(',', StringComparison.Ordinal))
            {
                yield return $"{file}: {name} stands in the file";
            }
        }
    }

    private static IEnumerable<string> AzdFaults(BicepFile main, JsonObject given)
    {
        foreach (var (name, parameter) in given)
        {
            if (!main.Parameters.ContainsKey(name))
            {
                yield return $"{name} does not exist";
                continue;
            }

            if (main.IsSecure(name))
            {
                yield return $"{name} stands in the file";
                continue;
            }

            // azd hands on an empty text where a variable is not set: the default has to be said here again.
            var value = AzdVariable().Match((string)parameter!["value"]!);
            var ifMissing = main.Parameters[name]!["default"]?.ToString();
            if ((value.Groups["default"].Success ? value.Groups["default"].Value : null) != ifMissing)
            {
                yield return $"{name} is {value.Groups["default"].Value}, by default {ifMissing}";
            }
        }

        foreach (var name in main.Required.Where(name => !main.IsSecure(name)).Except(given.Select(parameter => parameter.Key)))
        {
            yield return $"{name} is missing";
        }

        foreach (var name in main.Required.Where(main.IsSecure))
        {
            if (!main.Parameters[name]!["decorators"]!.AsArray().Any(decorator => ((string)decorator!).Contains("type: 'generate'", StringComparison.Ordinal)))
            {
                yield return $"{name} is not generated";
            }
        }
    }

    [GeneratedRegex(@"^using '([^']+)'", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"^param (?<name>\w+) = (?<value>\{\n(?:  .*\n)*\}|.*)$", RegexOptions.Multiline)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^\$\{(?<name>[A-Z_]+)(?:=(?<default>[^}]*))?\}$")]
    private static partial Regex AzdVariable();

    [GeneratedRegex(@"^services:\n  (?<name>\w+):\n    project: (?<project>\S+)\n    language: csharp\n    host: function\n", RegexOptions.Multiline)]
    private static partial Regex Service();
}
