using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Reads an HTTP trigger.</summary>
internal static class HttpDeclaration
{
    /// <summary>The trigger; what is wrong with it goes to <paramref name="problems"/>.</summary>
    public static HttpFunctionTrigger Read(string name, HttpTriggerAttribute http, List<string> problems)
    {
        if (http.AuthLevel != AuthorizationLevel.Anonymous)
        {
            problems.Add($"its authorization level is {http.AuthLevel}; this host has no keys and takes only Anonymous.");
        }

        var methods = (http.Methods ?? []).Select(method => method.ToUpperInvariant()).ToArray();
        if (methods.Distinct(StringComparer.Ordinal).Count() != methods.Length || methods.Any(string.IsNullOrWhiteSpace))
        {
            problems.Add("its HTTP methods are empty or named twice.");
        }

        var route = http.Route ?? name;
        try
        {
            RoutePatternFactory.Parse(route);
        }
        catch (RoutePatternException bad)
        {
            problems.Add($"its route '{route}' cannot be parsed: {bad.Message}");
        }

        if (route.StartsWith('/'))
        {
            problems.Add($"its route '{route}' begins with a slash; the Functions host does not take one.");
        }

        return new HttpFunctionTrigger(methods, route);
    }
}
