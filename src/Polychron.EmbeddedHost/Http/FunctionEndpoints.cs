using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Polychron.EmbeddedHost.Discovery;

namespace Polychron.EmbeddedHost.Http;

/// <summary>Makes the endpoints of HTTP functions.</summary>
internal static class FunctionEndpoints
{
    /// <summary>One endpoint for each HTTP function, at its route below the prefix.</summary>
    /// <param name="functions">The functions of the app.</param>
    /// <param name="routePrefix">What host.json puts before every route; may be empty.</param>
    /// <param name="policies">Makes the routes' constraints, to find unknown ones now instead of at the first request.</param>
    /// <param name="handlerOf">What answers a function's requests.</param>
    /// <exception cref="FunctionDeclarationException">A route has an unknown or malformed constraint.</exception>
    public static IReadOnlyList<Endpoint> Build(
        IEnumerable<FunctionDescriptor> functions,
        string routePrefix,
        ParameterPolicyFactory policies,
        Func<FunctionDescriptor, RequestDelegate> handlerOf)
    {
        var endpoints = new List<Endpoint>();
        var problems = new List<string>();
        foreach (var function in functions)
        {
            if (function.Trigger is not HttpFunctionTrigger http)
            {
                continue;
            }

            var pattern = RoutePatternFactory.Parse($"{routePrefix.Trim('/')}/{http.Route}".TrimStart('/'));
            CheckPolicies(function, pattern, policies, problems);
            var endpoint = new RouteEndpointBuilder(handlerOf(function), pattern, order: 0) { DisplayName = function.Name };
            if (http.Methods.Count > 0)
            {
                endpoint.Metadata.Add(new HttpMethodMetadata(http.Methods));
            }

            endpoints.Add(endpoint.Build());
        }

        return problems.Count == 0 ? endpoints : throw new FunctionDeclarationException(problems);
    }

    private static void CheckPolicies(FunctionDescriptor function, RoutePattern pattern, ParameterPolicyFactory policies, List<string> problems)
    {
        foreach (var parameter in pattern.Parameters)
        {
            foreach (var policy in parameter.ParameterPolicies)
            {
                try
                {
                    policies.Create(parameter, policy);
                }
#pragma warning disable CA1031 // A constraint's constructor throws what it likes; all of it means the route is wrong.
                catch (Exception bad)
#pragma warning restore CA1031
                {
                    problems.Add($"Function '{function.Name}' ({function.EntryPoint}): the constraint '{policy.Content}' of its route '{pattern.RawText}' cannot be used: {bad.Message}");
                }
            }
        }
    }
}
