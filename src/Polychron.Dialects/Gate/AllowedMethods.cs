using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Dialects.Gate;

/// <summary>Which methods the paths of an API take, as the HTTP functions of an assembly declare them.</summary>
public sealed class AllowedMethods
{
    private readonly (TemplateMatcher Path, string[] Methods)[] _functions;

    /// <summary>Reads the declarations; functions that take every method, for paths that nobody else has, do not count.</summary>
    public AllowedMethods(Assembly assembly) => _functions =
    [
        .. from type in assembly.GetExportedTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is { Route: not null, Methods.Length: > 0 }
           select (
               new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []),
               trigger.Methods!.Select(name => name.ToUpperInvariant()).ToArray()),
    ];

    /// <summary>The methods that a path takes, in alphabetical order; none if no function has it.</summary>
    public IReadOnlyCollection<string> Of(PathString path)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var function in _functions)
        {
            if (function.Path.TryMatch(path, []))
            {
                methods.UnionWith(function.Methods);
            }
        }

        return methods;
    }
}
