using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Browsers;

/// <summary>Which pages may call which API from a browser (OWASP API8).</summary>
public sealed class CrossOriginTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Evil = "https://evil.example.com";

    // How a page names its method and headers, beside its origin.
    private static (string, string)[] Asks(string origin, string method) =>
        [("Origin", origin), ("Access-Control-Request-Method", method), ("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")];

    [Theory]
    [InlineData("/timing/api/v1/projects", "GET, HEAD, POST")]
    [InlineData("/timing/api/v1/projects/1", "DELETE, GET, HEAD, PATCH, PUT")]
    [InlineData("/timely/1.1/1/clients/1", "DELETE, GET, HEAD, PUT")]
    [InlineData("/timely/1.1/oauth/token", "DELETE, GET, HEAD, PATCH, POST, PUT")]
    [InlineData("/timether/api/v1/time_entries/1", "DELETE, GET, HEAD, PATCH, PUT")]
    [InlineData("/timether/api/v1/timers/start", "POST")]
    public async Task A_preflight_of_an_allowed_page_needs_no_token_and_has_the_paths_own_methods(string path, string methods)
    {
        var server = shared.Server;

        var answer = await server.SendAsync("OPTIONS", path, headers: Asks(TestServer.Page, "PUT"));

        Assert.Equal(204, answer.Status);
        Assert.Equal(TestServer.Page, answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(methods, answer.Header("Access-Control-Allow-Methods"));
        Assert.Superset(
            new HashSet<string> { "Authorization", "Content-Type", "Idempotency-Key", "If-Match", "X-Workspace-Id", "X-Time-Zone" },
            answer.Header("Access-Control-Allow-Headers")!.Split(", ").ToHashSet());
        Assert.Contains("Origin", answer.Header("Vary"), StringComparison.Ordinal);
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));

        var refused = await server.SendAsync("OPTIONS", path, headers: Asks(Evil, "PUT"));
        Assert.DoesNotContain(refused.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("Origin", refused.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_allowed_page_reads_answers_and_refusals_and_another_one_neither()
    {
        var server = shared.Server;
        var owner = new Caller(TestServer.OwnerToken, "3");
        foreach (var (api, path) in new[] { ("Timing", "/timing/api/v1/projects"), ("Timely", "/timely/1.1/accounts"), ("Timether", "/timether/api/v1/me") })
        {
            foreach (var caller in new[] { owner, new Caller("wrong", "1") })
            {
                var answer = await server.SendAsync("GET", path, caller, api, headers: ("Origin", TestServer.Page));
                Assert.Equal(TestServer.Page, answer.Header("Access-Control-Allow-Origin"));
                Assert.Contains("ETag", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
                Assert.Contains("X-RateLimit-Remaining", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);

                var other = await server.SendAsync("GET", path, caller, api, headers: ("Origin", Evil));
                Assert.Equal(answer.Status, other.Status);
                Assert.Null(other.Header("Access-Control-Allow-Origin"));
            }
        }
    }

    [Theory]
    [InlineData("*", "https://anything.example.com", "*")]
    [InlineData("", "https://app.example.com", null)]
    [InlineData("https://a.example.com http://localhost:5173", "http://localhost:5173", "http://localhost:5173")]
    [InlineData("https://a.example.com", "https://a.example.com.evil.example", null)]
    [InlineData("https://a.example.com", "null", null)]
    public async Task The_setting_decides(string allowed, string origin, string? expected)
    {
        await using var server = await TestServer.StartAsync(("Polychron__Cors__AllowedOrigins", allowed));

        Assert.Equal(expected, (await server.SendAsync("GET", "/timing/api/v1/projects", headers: ("Origin", origin))).Header("Access-Control-Allow-Origin"));

        // Timespace's token is a cookie, which a browser sends for any page; the operator's API is for no page.
        foreach (var path in new[] { "/timespace/client/en/rest", "/operator/workspaces", "/", "/timely/1.1/oauth/authorize" })
        {
            var answer = await server.SendAsync("GET", path, headers: [("Origin", origin), ("Cookie", $"timespace_api_key={TestServer.OwnerToken}")]);
            Assert.DoesNotContain(answer.Headers.Keys, name => name.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
            var preflight = await server.SendAsync("OPTIONS", path, headers: Asks(origin, "POST"));
            Assert.DoesNotContain("Access-Control-Allow-Credentials", preflight.Headers.Keys);
            if (path.StartsWith("/timespace", StringComparison.Ordinal))
            {
                Assert.Null(preflight.Header("Access-Control-Allow-Origin"));
                Assert.Equal("same-origin", answer.Header("Cross-Origin-Resource-Policy"));
            }
        }
    }
}
