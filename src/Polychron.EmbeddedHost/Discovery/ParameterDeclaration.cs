using System.Reflection;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Reads the parameters of a function's method.</summary>
internal static class ParameterDeclaration
{
    /// <summary>Where each parameter's value comes from; what is wrong goes to <paramref name="problems"/>.</summary>
    public static IReadOnlyList<ParameterBinding> Read(
        MethodInfo method, ParameterInfo triggerParameter, FunctionTrigger? trigger, List<string> problems)
    {
        var route = ParseRoute(trigger);
        var bindings = new List<ParameterBinding>();
        foreach (var parameter in method.GetParameters())
        {
            var type = parameter.ParameterType;

            // By position: the first two calls of GetParameters may give different objects if they run at the same time.
            if (parameter.Position == triggerParameter.Position)
            {
                bindings.Add(new(parameter.Name!, type, ParameterSource.Trigger));
            }
            else if (type == typeof(FunctionContext))
            {
                bindings.Add(new(parameter.Name!, type, ParameterSource.Context));
            }
            else if (type == typeof(CancellationToken))
            {
                bindings.Add(new(parameter.Name!, type, ParameterSource.Cancellation));
            }
            else if (route?.GetParameter(parameter.Name!) is { } part)
            {
                CheckRouteParameter(parameter, part, problems);
                bindings.Add(new(parameter.Name!, type, ParameterSource.Route));
            }
            else
            {
                problems.Add($"its parameter '{parameter.Name}' of type {type.Name} is neither the trigger, a FunctionContext, a CancellationToken nor named in the route.");
            }
        }

        return bindings;
    }

    private static RoutePattern? ParseRoute(FunctionTrigger? trigger)
    {
        try
        {
            return trigger is HttpFunctionTrigger http ? RoutePatternFactory.Parse(http.Route) : null;
        }
        catch (RoutePatternException)
        {
            // Reported where the trigger is read.
            return null;
        }
    }

    /// <summary>
    /// A number needs the constraint that keeps other text away: without it the two hosts would answer such text
    /// differently (the official worker fails the invocation).
    /// </summary>
    private static void CheckRouteParameter(ParameterInfo parameter, RoutePatternParameterPart part, List<string> problems)
    {
        var type = parameter.ParameterType;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare != typeof(string) && bare != typeof(int) && bare != typeof(long))
        {
            problems.Add($"its route parameter '{parameter.Name}' has to be a string, an int or a long, not {type.Name}.");
            return;
        }

        var constraints = part.ParameterPolicies.Select(policy => policy.Content).ToArray();
        if ((bare == typeof(int) && !constraints.Contains("int")) || (bare == typeof(long) && !constraints.Contains("int") && !constraints.Contains("long")))
        {
            problems.Add($"its route parameter '{parameter.Name}' is a number and needs the constraint, as in {{{parameter.Name}:{(bare == typeof(int) ? "int" : "long")}}}.");
        }

        if (part.IsOptional && bare != typeof(string) && bare == type)
        {
            problems.Add($"its route parameter '{parameter.Name}' is optional and has to be nullable.");
        }
    }
}
