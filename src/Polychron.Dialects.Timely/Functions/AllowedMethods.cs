using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Urls;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Which methods the paths of the API take, as its functions declare them.</summary>
internal static class AllowedMethods
{
    private const string Account = "accountId";

    private static readonly (TemplateMatcher Path, string[] Methods)[] Functions = [.. Declared()];

    /// <summary>The methods that a path takes, in alphabetical order; none if no function has it.</summary>
    public static IReadOnlyCollection<string> Of(PathString path)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var function in Functions)
        {
            // A matcher knows no constraints: the account's number and the word for events are checked here.
            var values = new RouteValueDictionary();
            if (function.Path.TryMatch(path, values)
                && (!values.TryGetValue(Account, out var account) || RouteId.TryParse(account as string, out _))
                && (!values.TryGetValue(Routes.EventParameter, out var word) || word is "events" or "hours"))
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
