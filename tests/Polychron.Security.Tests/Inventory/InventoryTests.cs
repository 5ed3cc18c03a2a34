using Polychron.Architecture.Tests.Support;
using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Inventory;

/// <summary>That nothing is served that nobody knows of (OWASP API9).</summary>
public sealed class InventoryTests
{
    private static readonly Dictionary<string, string> Apis = new()
    {
        ["Timing"] = "/timing/api/v1", ["Timely"] = "/timely/1.1", ["Timether"] = "/timether/api/v1", ["Timedash"] = "/timedash", ["Timespace"] = "/timespace",
    };

    // Beside the documented APIs: what the READMEs name by path.
    private static readonly string[] Others =
        ["/timely/assets/", "/timether/openapi.json", "/operator/", "/healthz", "/timely/1.1/", "/timing/", "/timely/", "/timether/", "/timedash/", "/timespace/"];

    [Fact]
    public void Every_function_is_below_an_api_that_the_readme_names()
    {
        var readme = SourceTree.This.Text("README.md");
        var functions = AppFunctions.All.Where(function => function.Http is not null).ToList();

        Assert.True(functions.Count > 150);
        Assert.All(Apis.Values, path => Assert.Contains($"`{path}`", readme, StringComparison.Ordinal));
        Assert.Empty(functions.Where(function => !IsKnown("/" + function.Http!.Route)).Select(function => function.ToString()));
        Assert.False(IsKnown("/debug/dump"));
    }

    [Fact]
    public void Every_call_of_the_operators_api_is_in_the_readme()
    {
        var readme = SourceTree.This.Text("README.md");
        var calls = Endpoint.All.Where(endpoint => endpoint.Api == "Operator" && !endpoint.Route.EndsWith("{*rest}", StringComparison.Ordinal)).Select(endpoint => endpoint.Route).Distinct().ToList();

        Assert.True(calls.Count > 10);
        Assert.DoesNotContain(calls, route => !readme.Contains(Written(route), StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_landing_page_names_every_api()
    {
        await using var server = await TestServer.StartAsync();

        var page = await server.SendAsync("GET", "/");

        Assert.Equal(200, page.Status);
        Assert.All(Apis, api => Assert.Contains(api.Value, page.Body, StringComparison.Ordinal));
        Assert.DoesNotContain("operator", page.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_not_there_is_404_everywhere()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var path in new[] { "/.env", "/.git/config", "/swagger", "/admin", "/runtime/webhooks/durabletask", "/metrics", "/debug", "/actuator/health", "/%2e%2e/%2e%2e/etc/passwd", "/operator/unknown" })
        {
            var answer = await server.SendAsync("GET", path, World.Operator, "Operator");
            Assert.Equal(404, answer.Status);
        }
    }

    private static bool IsKnown(string route) =>
        route == "/{ignored:maxlength(0)?}" || Apis.Values.Concat(Others).Any(path => route.StartsWith(path, StringComparison.Ordinal));

    // As the README writes it: /operator/users/{id}/tokens/{token_id}
    private static string Written(string route) => "/" + route.Replace(":long", "", StringComparison.Ordinal)
        .Replace("users/{userId}", "users/{id}", StringComparison.Ordinal)
        .Replace("{tokenId}", "{token_id}", StringComparison.Ordinal)
        .Replace("{userId}", "{user_id}", StringComparison.Ordinal);
}
