using System.Text.RegularExpressions;

namespace Polychron.Architecture.Tests.Infrastructure;

/// <summary>What a compiler of Bicep would say of the files among themselves, as far as their grammar shows it. One line for each fault.</summary>
internal static partial class BicepRules
{
    // Of the language, and of its decorators, as far as these files use them. A misspelt one is not among them.
    private static readonly string[] Functions =
    [
        "allowed", "description", "maxLength", "maxValue", "metadata", "minLength", "minValue", "secure",
        "empty", "environment", "guid", "subscription", "subscriptionResourceId", "tenant", "toLower", "union", "uniqueString",
    ];

    public static IEnumerable<string> Syntax(BicepProject project) =>
        project.Files.Values.SelectMany(file => file.Errors.Select(error => $"{file.Path}, {error}"));

    /// <summary>Names that nothing declares, and parameters and variables that nothing uses.</summary>
    public static IEnumerable<string> Names(BicepProject project)
    {
        foreach (var file in project.Files.Values)
        {
            var values = file.Parameters.Concat(file.Variables).Select(declared => declared.Key).ToList();
            var declared = values.Concat(file.Modules.Select(module => module.Key)).Concat(file.Resources.Select(resource => resource.Symbol)).ToList();
            foreach (var name in file.Names.Except(declared))
            {
                yield return $"{file.Path}: nothing declares {name}";
            }

            foreach (var name in values.Except(file.Names))
            {
                yield return $"{file.Path}: nothing uses {name}";
            }

            foreach (var function in file.Functions.Except(Functions))
            {
                yield return $"{file.Path}: {function} is no known function";
            }
        }
    }

    /// <summary>Modules that do not exist, or are not given what they need; outputs that their module has not.</summary>
    public static IEnumerable<string> Modules(BicepProject project)
    {
        foreach (var file in project.Files.Values)
        {
            foreach (var (symbol, module) in file.Modules)
            {
                var path = Path.GetRelativePath(".", Path.Combine(Path.GetDirectoryName(file.Path)!, (string)module!["path"]!)).Replace('\\', '/');
                if (!project.Files.TryGetValue(path, out var target))
                {
                    yield return $"{file.Path}: there is no {path}";
                    continue;
                }

                var given = module["body"]!["params"]?.AsObject().Select(parameter => parameter.Key).ToList() ?? [];
                foreach (var name in target.Required.Except(given))
                {
                    yield return $"{file.Path}: {symbol} needs {name}";
                }

                foreach (var name in given.Except(target.Parameters.Select(parameter => parameter.Key)))
                {
                    yield return $"{file.Path}: {symbol} takes no {name}";
                }

                var outputs = file.Members.Select(member => member.Split('.')).Where(parts => parts is [var first, "outputs", _, ..] && first == symbol);
                foreach (var parts in outputs.Where(parts => !target.Outputs.ContainsKey(parts[2])))
                {
                    yield return $"{file.Path}: {symbol} has no output {parts[2]}";
                }
            }
        }
    }

    /// <summary>Secrets in the open: keys asked for, connection strings, secret parameters that are not marked, or that leave.</summary>
    public static IEnumerable<string> Secrets(BicepProject project, params string[] secrets)
    {
        foreach (var file in project.Files.Values)
        {
            foreach (Match match in KeyOfAResource().Matches(file.Text))
            {
                yield return $"{file.Path}: {match.Value}";
            }

            foreach (var parameter in secrets.Where(name => file.Parameters.ContainsKey(name)))
            {
                if (!file.IsSecure(parameter))
                {
                    yield return $"{file.Path}: {parameter} is not marked as secret";
                }

                if (file.Outputs.Any(output => BicepResource.TextOf(output.Value!["value"]) == parameter))
                {
                    yield return $"{file.Path}: {parameter} leaves in an output";
                }
            }
        }
    }

    [GeneratedRegex("list[A-Za-z]*Keys|listAccountSas|listServiceSas|listSecrets|AccountKey=|SharedAccessSignature|DefaultEndpointsProtocol|InstrumentationKey", RegexOptions.IgnoreCase)]
    private static partial Regex KeyOfAResource();
}
