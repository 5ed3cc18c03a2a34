using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.EmbeddedHost.Discovery;

/// <summary>Finds the functions of assemblies and checks how they are declared.</summary>
internal static class FunctionDiscovery
{
    private const BindingFlags Methods = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>All public methods of public classes with a <see cref="FunctionAttribute"/>.</summary>
    /// <exception cref="FunctionDeclarationException">At least one of them cannot be run.</exception>
    public static IReadOnlyList<FunctionDescriptor> Discover(IEnumerable<Assembly> assemblies) =>
        Discover(assemblies.SelectMany(assembly => assembly.GetExportedTypes()));

    /// <summary>The functions of these classes.</summary>
    /// <exception cref="FunctionDeclarationException">At least one of them cannot be run.</exception>
    public static IReadOnlyList<FunctionDescriptor> Discover(IEnumerable<Type> types)
    {
        var functions = new List<FunctionDescriptor>();
        var problems = new List<string>();
        foreach (var type in types)
        {
            if (!type.IsClass)
            {
                continue;
            }

            foreach (var method in type.GetMethods(Methods))
            {
                if (!method.IsDefined(typeof(FunctionAttribute), inherit: false))
                {
                    continue;
                }

                var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
                var found = new List<string>();
                if (FunctionDeclaration.Read(name, method, found) is { } function)
                {
                    functions.Add(function);
                }

                problems.AddRange(found.Select(problem => $"Function '{name}' ({type.FullName}.{method.Name}): {problem}"));
            }
        }

        problems.AddRange(FunctionConflicts.Find(functions));
        return problems.Count == 0 ? functions : throw new FunctionDeclarationException(problems);
    }
}
