using Polychron.OAuth.Tests.Support;

namespace Polychron.OAuth.Tests.Authorize;

public sealed class RedirectTests
{
    [Theory]
    [InlineData("https://client.example/callback")]
    [InlineData("https://client.example/callback?from=polychron&x=1")]
    [InlineData("https://client.example/callback?from=polychron#f")]
    [InlineData("https://client.example/callback?from=polychron/")]
    [InlineData("https://client.example/Callback?from=polychron")]
    [InlineData("HTTPS://client.example/callback?from=polychron")]
    [InlineData("https://client.example:443/callback?from=polychron")]
    [InlineData("http://client.example/callback?from=polychron")]
    [InlineData("https://client.example.evil.example/callback?from=polychron")]
    [InlineData("https://client.example@evil.example/callback?from=polychron")]
    [InlineData("https://client.example/callback/../evil?from=polychron")]
    [InlineData("https://client.example/%63allback?from=polychron")]
    [InlineData("https://client.example/callback?from=polychron%0d%0aSet-Cookie:a=b")]
    [InlineData(" https://client.example/callback?from=polychron")]
    [InlineData("//evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public async Task Any_other_redirect_uri_leads_nowhere(string redirectUri)
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var parameters = OAuthApp.Request(client).Select(p => p.Item1 == "redirect_uri" ? ("redirect_uri", redirectUri) : p).ToArray();

        await LeadsNowhere(await app.Client.GetAsync(OAuthApp.AuthorizeUrl(parameters)));
        await LeadsNowhere(await app.PostAsync("/timely/1.1/oauth/authorize", [.. parameters, ("decision", "deny")]));

        // Nor does a mistake that a client would be told of.
        await LeadsNowhere(await app.Client.GetAsync(OAuthApp.AuthorizeUrl([.. parameters.Where(p => p.Item1 != "response_type")])));
    }

    [Fact]
    public async Task A_client_that_is_unknown_or_deleted_or_named_twice_leads_nowhere()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var good = OAuthApp.Request(client);

        await LeadsNowhere(await app.Client.GetAsync(OAuthApp.AuthorizeUrl([.. good.Where(p => p.Item1 != "client_id")])));
        await LeadsNowhere(await app.Client.GetAsync(OAuthApp.AuthorizeUrl([.. good, ("client_id", client.Application.Uid)])));
        await LeadsNowhere(await app.Client.GetAsync(OAuthApp.AuthorizeUrl([.. good, ("redirect_uri", OAuthWorld.Callback)])));
        await LeadsNowhere(await app.Client.GetAsync("/timely/1.1/oauth/authorize"));
        using var deleted = await app.SendAsync(HttpMethod.Delete, $"/timely/1.1/{app.World.AccountId}/oauth_applications/{client.Application.Id}", app.World.OwnerToken);
        Assert.Equal(200, (int)deleted.StatusCode);
        await LeadsNowhere(await app.Client.GetAsync(OAuthApp.AuthorizeUrl(good)));
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code token", "unsupported_response_type")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    public async Task Other_mistakes_are_told_to_the_client_with_its_state(string name, string? value, string error)
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var parameters = OAuthApp.Request(client, "a b&c=d\r\n+ü", OAuthWorld.Challenge).Select(p => p.Item1 == name ? (name, value) : p).ToArray();
        using var response = await app.Client.GetAsync(OAuthApp.AuthorizeUrl(parameters));
        var query = OAuthApp.Query(response.Headers.Location!);

        Assert.Equal(303, (int)response.StatusCode);
        Assert.StartsWith(OAuthWorld.Callback + "&error=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal((error, "a b&c=d\r\n+ü", "polychron"), (query["error"], query["state"], query["from"]));
    }

    [Fact]
    public async Task A_client_without_a_secret_has_to_use_pkce()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync(isConfidential: false);
        using var response = await app.Client.GetAsync(OAuthApp.AuthorizeUrl(OAuthApp.Request(client)));

        Assert.Equal("invalid_request", OAuthApp.Query(response.Headers.Location!)["error"]);
    }

    [Fact]
    public async Task Deny_needs_no_token_and_says_so()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        using var response = await app.DecideAsync(client, null, "deny", state: "s&t");
        var query = OAuthApp.Query(response.Headers.Location!);

        Assert.Equal((303, "access_denied", "s&t"), ((int)response.StatusCode, query["error"], query["state"]));
        Assert.False(query.ContainsKey("code"));
    }

    [Fact]
    public async Task Allow_sends_a_code_and_the_state_and_nothing_without_a_state()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        using var with = await app.DecideAsync(client, app.World.ManagerToken);
        using var without = await app.DecideAsync(client, app.World.ManagerToken, state: null);

        Assert.Equal(303, (int)with.StatusCode);
        Assert.Equal("no-referrer", with.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(with.Headers.CacheControl!.NoStore);
        Assert.Equal(["from", "code", "state"], OAuthApp.Query(with.Headers.Location!).Keys);
        Assert.Equal(["from", "code"], OAuthApp.Query(without.Headers.Location!).Keys);
    }

    private static async Task LeadsNowhere(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.Equal(400, (int)response.StatusCode);
            Assert.Null(response.Headers.Location);
            Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain("evil", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Contains("form-action 'none'", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }
}
