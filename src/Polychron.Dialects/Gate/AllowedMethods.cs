using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Gate;

/// <summary>Which methods the paths of an API take, as the HTTP functions of an assembly declare them.</summary>
public sealed class AllowedMethods
{
    private readonly (TemplateMatcher Path, string[] Methods)[] _functions;
    private readonly Func<RouteValueDictionary, bool>? _isPath;

    /// <summary>Reads the declarations; the function for whatever paths nobody else has does not count, one for the preflights of all paths does.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="isPath">Whether the values of a path's parameters meet the routes' constraints, which are not read.</param>
    public AllowedMethods(Assembly assembly, Func<RouteValueDictionary, bool>? isPath = null)
    {
        _isPath = isPath;
        _functions =
        [
            .. from type in assembly.GetExportedTypes()
               from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
               from parameter in method.GetParameters()
               let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
               where trigger is { Route: { } route, Methods: { } methods }
                   && (!route.Contains("{*", StringComparison.Ordinal) || methods.All(HttpMethods.IsOptions))
               select (
                   new TemplateMatcher(TemplateParser.Parse(trigger.Route!), []),
                   trigger.Methods!.Select(name => name.ToUpperInvariant()).ToArray()),
        ];
    }

    /// <summary>The methods that a path takes, in alphabetical order; none if no function has it.</summary>
    public IReadOnlyCollection<string> Of(PathString path)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var function in _functions)
        {
            var values = new RouteValueDictionary();
            if (function.Path.TryMatch(path, values) && _isPath?.Invoke(values) != false)
            {
                methods.UnionWith(function.Methods);
            }
        }

        return methods;
    }

    /// <summary>The refusal of a request that no other function takes: 405 with Allow where the path is known, else 404.</summary>
    public RequestException Refuse(HttpRequest request)
    {
        // The preflight of every path makes none of them known.
        var methods = Of(request.Path).Where(method => method != HttpMethods.Options).ToList();
        if (methods.Count == 0)
        {
            return new RequestException(RequestErrorKind.NotFound, "There is nothing at this path.");
        }

        var allowed = string.Join(", ", methods);
        request.HttpContext.Response.Headers.Allow = allowed;
        return new RequestException(
            RequestErrorKind.MethodNotAllowed,
            $"The {request.Method} method is not supported for this path. Supported methods: {allowed}.");
    }
}
