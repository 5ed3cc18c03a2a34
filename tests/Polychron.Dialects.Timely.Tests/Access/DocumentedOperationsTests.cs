using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;

namespace Polychron.Dialects.Timely.Tests.Access;

/// <summary>Every documented operation has one function.</summary>
public sealed partial class DocumentedOperationsTests
{
    // Events are called hours too, by the same functions.
    private const string EventWord = "{events:regex(^events$|^hours$)}";

    private static readonly string[] Documented =
    [
        "GET accounts", "GET accounts/{}",
        "POST {}/clients", "GET {}/clients", "GET {}/clients/{}", "PUT {}/clients/{}",
        "POST {}/events", "POST {}/projects/{}/events", "POST {}/users/{}/events", "POST {}/bulk/events",
        "GET {}/events", "GET {}/projects/{}/events", "GET {}/users/{}/events", "GET {}/events/{}",
        "PUT {}/events/{}", "PUT {}/projects/{}/events/{}", "PUT {}/users/{}/events/{}", "DELETE {}/events/{}",
        "PUT {}/events/{}/start", "PUT {}/events/{}/stop",
        "POST {}/labels", "GET {}/labels", "GET {}/labels/{}", "PUT {}/labels/{}", "DELETE {}/labels/{}",
        "GET {}/users/current/permissions", "GET {}/users/{}/permissions",
        "POST {}/projects", "GET {}/projects", "GET {}/projects/{}", "PUT {}/projects/{}", "DELETE {}/projects/{}",
        "POST {}/reports", "POST {}/reports/filter", "GET {}/activities",
        "GET {}/roles",
        "POST {}/teams", "GET {}/teams", "GET {}/teams/{}", "PUT {}/teams/{}", "DELETE {}/teams/{}",
        "GET {}/users/capacities", "GET {}/users/{}/capacities",
        "POST {}/users", "GET {}/users", "GET {}/users/{}", "GET {}/users/current", "PUT {}/users/{}", "DELETE {}/users/{}",
    ];

    [Fact]
    public void Each_has_one_function()
    {
        var declared =
            from type in typeof(TimelyServices).Assembly.GetExportedTypes()
            from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            from parameter in method.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger?.Route?.StartsWith("timely/1.1/", StringComparison.Ordinal) == true
            from name in trigger!.Methods!
            where name != "head"
            select $"{name.ToUpperInvariant()} {Parameter().Replace(trigger!.Route!["timely/1.1/".Length..].Replace(EventWord, "events", StringComparison.Ordinal), "{}")}";
        var found = declared.Where(Documented.Contains).ToList();
        Assert.Equal(Documented.Order(), found.Order());
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
