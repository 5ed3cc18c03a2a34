using Microsoft.AspNetCore.Routing.Patterns;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Finds functions that stand in each other's way.</summary>
internal static class FunctionConflicts
{
    /// <summary>One sentence for each name, route and queue that two functions claim.</summary>
    public static IEnumerable<string> Find(IReadOnlyList<FunctionDescriptor> functions)
    {
        foreach (var same in functions.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            yield return $"Function '{same.Key}': the name is used more than once, by {string.Join(" and ", same.Select(function => function.EntryPoint))}.";
        }

        var routes = functions.SelectMany(RoutesOf).GroupBy(route => route.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var same in routes.Where(group => group.Count() > 1))
        {
            yield return $"Functions {Names(same.Select(route => route.Function))} answer the same method and route: {same.Key}.";
        }

        // Azure allows it, but then each message reaches only one of the two, whichever asks first.
        var queues = functions.Where(function => function.Trigger is QueueFunctionTrigger)
            .GroupBy(function => ((QueueFunctionTrigger)function.Trigger).Queue, StringComparer.Ordinal);
        foreach (var same in queues.Where(group => group.Count() > 1))
        {
            yield return $"Functions {Names(same)} listen to the same queue '{same.Key}': each message would reach only one of them.";
        }
    }

    private static string Names(IEnumerable<FunctionDescriptor> functions) =>
        string.Join(" and ", functions.Select(function => $"'{function.Name}'"));

    private static IEnumerable<(string Key, FunctionDescriptor Function)> RoutesOf(FunctionDescriptor function)
    {
        if (function.Trigger is not HttpFunctionTrigger http)
        {
            yield break;
        }

        // Two templates that differ only in the names of their parameters match the same requests.
        var shape = string.Join('/', RoutePatternFactory.Parse(http.Route).PathSegments.Select(segment => string.Concat(segment.Parts.Select(Shape))));
        foreach (var method in http.Methods.Count == 0 ? ["(any)"] : http.Methods)
        {
            yield return ($"{method} /{shape}", function);
        }
    }

    private static string Shape(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => "{" + (parameter.IsCatchAll ? "*" : "")
            + string.Concat(parameter.ParameterPolicies.Select(policy => ":" + policy.Content)) + (parameter.IsOptional ? "?" : "") + "}",
        _ => "",
    };
}
