using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Dialects.OpenApi;

/// <summary>An HTTP function as it is declared.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its route as a path, without constraints: <c>/timedash/contacts/{id}</c>.</param>
/// <param name="Methods">Its methods in upper case; none means every one.</param>
public sealed partial record DescribedFunction(string Name, string Path, IReadOnlyList<string> Methods)
{
    /// <summary>The HTTP functions of an assembly.</summary>
    public static IReadOnlyList<DescribedFunction> Of(Assembly assembly) =>
    [
        .. from type in assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           let function = method.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType == typeof(FunctionAttribute))
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where function is not null && trigger is not null
           select new DescribedFunction(
               (string)function.ConstructorArguments[0].Value!,
               "/" + Constraint().Replace(trigger.Route ?? "", "{$1}"),
               [.. (trigger.Methods ?? []).Select(name => name.ToUpperInvariant())]),
    ];

    /// <summary>The parameters of the path.</summary>
    public IEnumerable<string> Parameters => Parameter().Matches(Path).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\{([A-Za-z0-9_]+)(:[^{}]*)?\??\}")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{([A-Za-z0-9_]+)\}")]
    private static partial Regex Parameter();
}
