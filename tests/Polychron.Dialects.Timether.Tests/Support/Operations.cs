using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>The API's operations, as its functions declare them.</summary>
public static class Operations
{
    private const string Root = "timether/api/v1";

    /// <summary>Each method of each route, relative to the API's root: <c>("PATCH", "/clients/{id}")</c>.</summary>
    public static IReadOnlyList<(string Method, string Route)> All { get; } =
    [
        .. from type in typeof(TimetherServices).Assembly.GetExportedTypes()
           from function in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           from parameter in function.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger?.Route?.StartsWith(Root, StringComparison.Ordinal) == true
           from method in trigger!.Methods ?? []
           orderby trigger!.Route, method
           select (method.ToUpperInvariant(), trigger!.Route![Root.Length..]),
    ];
}
