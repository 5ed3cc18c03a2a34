using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Browsers;

/// <summary>What every response tells browsers and caches, answers and refusals alike (OWASP API8).</summary>
public sealed class HeaderTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private readonly TestServer _server = shared.Server;

    public static TheoryData<string, string> Calls => new()
    {
        { "GET", "/" },
        { "GET", "/healthz" },
        { "GET", "/nothing/at/all" },
        { "GET", "/timing/api/v1/projects" },
        { "PUT", "/timing/api/v1/projects" },
        { "POST", "/timing/api/v1/projects" },
        { "GET", "/timely/1.1/accounts" },
        { "GET", "/timely/assets/avatars/x" },
        { "GET", "/timely/1.1/oauth/authorize?client_id=x" },
        { "GET", "/timether/api/v1/me" },
        { "GET", "/timether/openapi.json" },
        { "GET", "/timedash/account" },
        { "GET", "/timespace/0/en/rest" },
        { "GET", "/operator/workspaces" },
        { "POST", "/operator/users" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_response_forbids_guessing_framing_and_telling(string method, string path)
    {
        foreach (var token in new[] { TestServer.OwnerToken, null })
        {
            var answer = await _server.SendAsync(method, path, new Caller(token, "1"), "", method == "GET" ? null : "{}");

            Assert.Equal("nosniff", answer.Header("X-Content-Type-Options"));
            Assert.Null(answer.Header("Server"));
            Assert.Null(answer.Header("X-Powered-By"));
            Assert.Null(answer.Header("Strict-Transport-Security"));
            if (answer.Header("X-Request-Id") is not null)
            {
                Assert.Equal("no-referrer", answer.Header("Referrer-Policy"));
                Assert.Equal("DENY", answer.Header("X-Frame-Options"));
                Assert.Contains("default-src 'none'", answer.Header("Content-Security-Policy"), StringComparison.Ordinal);
            }

            Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_is_a_callers_own_is_kept_by_that_caller_at_most_and_secrets_by_nobody()
    {
        var owner = new Caller(TestServer.OwnerToken, "1");
        Assert.Equal("no-cache, private", (await _server.SendAsync("GET", "/timing/api/v1/projects", owner)).Header("Cache-Control"));
        Assert.Equal("no-store", (await _server.SendAsync("GET", "/operator/workspaces", World.Operator)).Header("Cache-Control"));
        var made = await _server.SendAsync("POST", "/timedash/api_keys", owner, "Timedash", """{"name":"Another"}""");
        Assert.True(made.IsSuccess, made.Body);
        Assert.Equal("no-store", made.Header("Cache-Control"));
    }

    [Fact]
    public async Task Over_tls_browsers_are_told_to_come_back_over_tls() =>
        Assert.Equal(
            "max-age=15552000",
            (await _server.SendAsync("GET", "/timing/api/v1/projects", headers: ("X-Forwarded-Proto", "https"))).Header("Strict-Transport-Security"));

    [Fact]
    public async Task An_error_of_the_server_shows_nothing_of_it()
    {
        var answer = await _server.SendAsync("GET", "/timely/1.1/9223372036854775807/projects/%00%ff", new Caller(TestServer.OwnerToken, "1"));

        Assert.InRange(answer.Status, 400, 499);
        Assert.DoesNotContain("Exception", answer.Body, StringComparison.Ordinal);
    }
}
