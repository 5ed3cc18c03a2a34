using Polychron.Security.Tests.Support;

namespace Polychron.Security.Tests.Access;

/// <summary>That every function asks who calls (OWASP API2), but for those that are listed here with their reason.</summary>
public sealed class AnonymousTests(SharedServer shared) : IClassFixture<SharedServer>
{
    /// <summary>What anybody may ask for.</summary>
    private static readonly Dictionary<string, string> Open = new()
    {
        ["Health"] = "says whether the server can serve, and nothing else",
        ["Landing"] = "says which APIs there are",
        ["TimetherOpenApi"] = "is the API's description",
        ["TimedashOpenApi"] = "is the API's description",
        ["TimedashPreflight"] = "answers browsers, which show no key there",
        ["TimelyAssetAvatar"] = "draws initials from the address; it knows nobody",
        ["TimelyAssetLogo"] = "draws a colour from the address; it knows nobody",
        ["OAuthPageAuthorize"] = "shows the form that asks for a token",
        ["OAuthPageApplications"] = "shows the form that asks for a token",
    };

    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData(null)]
    [InlineData("pcn_0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("' OR 1=1 --")]
    [InlineData("x")]
    public async Task Every_other_function_refuses_who_has_no_good_token(string? token)
    {
        var caller = new Caller(token, "1");
        var met = new HashSet<string>();
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.All.Where(endpoint => endpoint.Method != "HEAD"))
        {
            var answer = await _server.SendAsync(
                endpoint.Method, endpoint.Path(name => name == "language" ? "en" : name == "events" ? "events" : "1"), caller, endpoint.Api, endpoint.IsWrite ? "{}" : null);
            met.Add(endpoint.Function);
            if (!Open.ContainsKey(endpoint.Function) && !IsRefusal(endpoint, answer))
            {
                wrong.Add($"{endpoint}: {answer.Status} {answer.Body}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(met.Count > 150, $"{met.Count} functions");
        Assert.Empty(Open.Keys.Except(met));
    }

    // OAuth's own endpoints refuse a client that does not prove who it is as RFC 6749 says, and a form that was not shown with a page.
    private static bool IsRefusal(Endpoint endpoint, Answer answer) =>
        answer.Status == 401 || (endpoint.Api == "OAuth" && answer.Status is 400 or 401 or 403 or 404 or 405 or 415);
}
