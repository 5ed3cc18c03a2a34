using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Finds, at start, function classes that cannot be made because a service is missing.</summary>
internal static class ConstructorCheck
{
    /// <summary>Checks the classes of all the functions.</summary>
    /// <exception cref="FunctionDeclarationException">A class's only constructor asks for a service that is not registered.</exception>
    public static void Check(IEnumerable<FunctionDescriptor> functions, IServiceProviderIsService registered)
    {
        var problems = new List<string>();
        foreach (var function in functions.DistinctBy(function => function.Method.DeclaringType))
        {
            var constructors = function.Method.DeclaringType!.GetConstructors();
            if (function.Method.IsStatic || constructors.Length != 1)
            {
                continue;
            }

            problems.AddRange(constructors[0].GetParameters()
                .Where(parameter => IsMissing(parameter, registered))
                .Select(parameter => $"Function '{function.Name}' ({function.EntryPoint}): its constructor asks for {parameter.ParameterType}, which is not registered as a service."));
        }

        if (problems.Count > 0)
        {
            throw new FunctionDeclarationException(problems);
        }
    }

    private static bool IsMissing(ParameterInfo parameter, IServiceProviderIsService registered) =>
        !parameter.HasDefaultValue
        && !parameter.IsDefined(typeof(FromKeyedServicesAttribute), inherit: true)
        && !registered.IsService(parameter.ParameterType);
}
