using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Dialects.Timing.Functions;

/// <summary>Which methods the paths of the API take, as its functions declare them.</summary>
internal static class AllowedMethods
{
    private static readonly (TemplateMatcher Path, string[] Methods)[] Functions = [.. Declared()];

    /// <summary>The methods that a path takes, in alphabetical order; none if no function has it.</summary>
    public static IReadOnlyCollection<string> Of(PathString path)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var function in Functions)
        {
            if (function.Path.TryMatch(path, []))
            {
                methods.UnionWith(function.Methods);
            }
        }

        return methods;
    }

    private static IEnumerable<(TemplateMatcher Path, string[] Methods)> Declared() =>
        from type in typeof(AllowedMethods).Assembly.GetExportedTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger?.Route is not null && trigger.Route != Routes.Unknown
        select (
            new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []),
            (trigger.Methods ?? []).Select(name => name.ToUpperInvariant()).ToArray());
}
