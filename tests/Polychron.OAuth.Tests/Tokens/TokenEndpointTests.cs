using System.Net.Http.Headers;
using System.Text;
using Polychron.OAuth.Tests.Support;

namespace Polychron.OAuth.Tests.Tokens;

public sealed class TokenEndpointTests
{
    private const string Token = "/timely/1.1/oauth/token";
    private const string Info = "/timely/1.1/oauth/token/info";
    private const string Revoke = "/timely/1.1/oauth/revoke";

    [Fact]
    public async Task The_documented_exchange_gives_the_documented_reply()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        using var response = await app.TokenAsync(OAuthApp.Exchange(client, await app.CodeAsync(client)));
        var reply = await OAuthApp.JsonAsync(response);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("no-cache", response.Headers.Pragma.Single().Name);
        Assert.Equal(["access_token", "token_type", "refresh_token"], reply.EnumerateObject().Select(member => member.Name));
        Assert.Equal("bearer", reply.GetProperty("token_type").GetString());
        Assert.True(await app.World.LetsInAsync(reply.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task Json_and_basic_and_forms_are_taken_alike()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var json = $$"""{"grant_type":"authorization_code","code":"{{await app.CodeAsync(client)}}","redirect_uri":"{{OAuthWorld.Callback}}","client_id":"{{client.Application.Uid}}","client_secret":"{{client.Secret}}","code_verifier":null}""";
        using var first = await app.SendAsync(HttpMethod.Post, Token, null, json);
        Assert.Equal(200, (int)first.StatusCode);
        var refreshToken = (await OAuthApp.JsonAsync(first)).GetProperty("refresh_token").GetString()!;

        using var basic = new HttpRequestMessage(HttpMethod.Post, Token);
        basic.Headers.Authorization = Basic(client.Application.Uid, client.Secret!);
        basic.Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)]);
        using var second = await app.Client.SendAsync(basic);
        Assert.Equal(200, (int)second.StatusCode);
        Assert.NotEqual(refreshToken, (await OAuthApp.JsonAsync(second)).GetProperty("refresh_token").GetString());
    }

    [Fact]
    public async Task A_public_client_exchanges_with_its_verifier_alone()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync(isConfidential: false);
        var code = await app.CodeAsync(client, OAuthWorld.Challenge);

        await Refused(app.TokenAsync(OAuthApp.Exchange(client, code)), 400, "invalid_grant");
        await Refused(app.TokenAsync([.. OAuthApp.Exchange(client, code, OAuthWorld.Verifier), ("client_secret", "guess")]), 401, "invalid_client");
        using var response = await app.TokenAsync(OAuthApp.Exchange(client, code, OAuthWorld.Verifier));
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task Errors_have_the_form_of_rfc_6749()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var good = OAuthApp.Exchange(client, await app.CodeAsync(client));

        await Refused(app.TokenAsync(), 400, "invalid_request");
        await Refused(app.TokenAsync(("grant_type", "password")), 400, "unsupported_grant_type");
        await Refused(app.TokenAsync([.. good, ("code", "again")]), 400, "invalid_request");
        await Refused(app.TokenAsync([.. good.Where(p => p.Item1 != "code")]), 400, "invalid_request");
        await Refused(app.TokenAsync([.. good.Where(p => p.Item1 != "redirect_uri")]), 400, "invalid_request");
        await Refused(app.TokenAsync([.. good.Where(p => p.Item1 != "client_secret")]), 401, "invalid_client");
        await Refused(app.TokenAsync([.. good.Where(p => p.Item1 != "client_secret"), ("client_secret", "wrong")]), 401, "invalid_client");
        await Refused(app.TokenAsync([.. good.Where(p => p.Item1 != "client_id"), ("client_id", "nobody\0'<")]), 401, "invalid_client");
        await Refused(app.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", "x"), ("client_id", client.Application.Uid), ("client_secret", client.Secret)), 400, "invalid_grant");
        await Refused(app.SendAsync(HttpMethod.Post, Token, null, "[1]"), 400, "invalid_request");
        await Refused(app.SendAsync(HttpMethod.Post, Token, null, """{"grant_type":"a","grant_type":"b"}"""), 400, "invalid_request");
        await Refused(app.SendAsync(HttpMethod.Post, Token, null, """{"grant_type":{"a":1}}"""), 400, "invalid_request");
        await Refused(app.SendAsync(HttpMethod.Post, Token, null, """{"grant_type":"\ud800"}"""), 400, "invalid_request");
        await Refused(app.Client.PostAsync(Token, new StringContent("grant_type=x", Encoding.UTF8, "text/plain")), 400, "invalid_request");
        await Refused(app.TokenAsync(("grant_type", new string('x', 40_000))), 413, "invalid_request");

        // None of that has used up the code.
        using var response = await app.TokenAsync(good);
        Assert.Equal(200, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_client_authenticates_in_one_way()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        using var both = new HttpRequestMessage(HttpMethod.Post, Token);
        both.Headers.Authorization = Basic(client.Application.Uid, client.Secret!);
        both.Content = new FormUrlEncodedContent(OAuthApp.Exchange(client, "x").Where(p => p.Item2 is not null).Select(p => KeyValuePair.Create(p.Item1, p.Item2!)));
        await Refused(app.Client.SendAsync(both), 400, "invalid_request");

        using var broken = new HttpRequestMessage(HttpMethod.Post, Token);
        broken.Headers.TryAddWithoutValidation("Authorization", "Basic ===");
        broken.Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", "x")]);
        using var refused = await app.Client.SendAsync(broken);
        Assert.Equal(401, (int)refused.StatusCode);
        Assert.Equal("Basic", refused.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer pcn_expired")]
    public async Task A_bearer_token_beside_a_clients_secret_in_the_body_is_passed_over(string header)
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var code = await app.CodeAsync(client);
        using var response = await SendAsync(OAuthApp.Exchange(client, code));
        Assert.Equal(200, (int)response.StatusCode);
        await Refused(SendAsync([("grant_type", "refresh_token"), ("refresh_token", "x")]), 401, "invalid_client");

        async Task<HttpResponseMessage> SendAsync(IEnumerable<(string Name, string? Value)> parameters)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, Token);
            request.Headers.TryAddWithoutValidation("Authorization", header);
            request.Content = new FormUrlEncodedContent(
                parameters.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Name, p.Value!)));
            return await app.Client.SendAsync(request);
        }
    }

    [Theory]
    [InlineData(Token, 400, "invalid_request")]
    [InlineData(Revoke, 401, "invalid_client")]
    public async Task Secrets_are_not_taken_from_an_address(string path, int status, string error)
    {
        await using var app = await OAuthApp.StartAsync();
        using var response = await app.Client.GetAsync($"{path}?grant_type=refresh_token&refresh_token=x");
        Assert.Equal((405, "POST"), ((int)response.StatusCode, response.Content.Headers.Allow.Single()));
        Assert.Equal("invalid_request", (await OAuthApp.JsonAsync(response)).GetProperty("error").GetString());

        var client = await app.World.RegisterAsync();
        await Refused(app.PostAsync($"{path}?client_id={client.Application.Uid}&client_secret={client.Secret}&token=x&grant_type=refresh_token&refresh_token=x"), status, error);
    }

    [Fact]
    public async Task Token_info_tells_user_application_and_the_time_left()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var issued = await app.World.ExchangeAsync(client, await app.World.GrantAsync(client));
        app.World.Time.Advance(TimeSpan.FromSeconds(10));
        using var response = await app.SendAsync(HttpMethod.Get, Info, issued.AccessToken);
        var info = await OAuthApp.JsonAsync(response);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(365 * 86_400 - 10, info.GetProperty("expires_in").GetInt64());
        Assert.Equal(client.Application.Uid, info.GetProperty("application").GetProperty("uid").GetString());
        using var own = await app.SendAsync(HttpMethod.Get, Info, app.World.ManagerToken);
        Assert.Equal(info.GetProperty("resource_owner_id").GetInt64(), (await OAuthApp.JsonAsync(own)).GetProperty("resource_owner_id").GetInt64());
        using var bad = await app.SendAsync(HttpMethod.Get, Info, "nonsense");
        Assert.Equal("invalid_token", (await OAuthApp.JsonAsync(bad)).GetProperty("error").GetString());
        Assert.Equal("Bearer", bad.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoking_either_token_ends_both(bool isAccessToken)
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var thief = await app.World.RegisterAsync(name: "Thief");
        var issued = await app.World.ExchangeAsync(client, await app.World.GrantAsync(client));
        var token = isAccessToken ? issued.AccessToken : issued.RefreshToken;

        await Refused(app.PostAsync(Revoke, ("token", token), ("client_id", thief.Application.Uid), ("client_secret", thief.Secret)), 400, "unauthorized_client");
        await Refused(app.PostAsync(Revoke, ("token", app.World.OwnerToken), ("client_id", thief.Application.Uid), ("client_secret", thief.Secret)), 400, "unauthorized_client");
        await Refused(app.PostAsync(Revoke, ("token", token), ("client_id", client.Application.Uid)), 401, "invalid_client");
        Assert.True(await app.World.LetsInAsync(issued.AccessToken, app.World.First));

        foreach (var what in new[] { token, token, "unknown" })
        {
            using var response = await app.PostAsync(Revoke, ("token", what), ("token_type_hint", "refresh_token"), ("client_id", client.Application.Uid), ("client_secret", client.Secret));
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("{}", await response.Content.ReadAsStringAsync());
        }

        Assert.False(await app.World.LetsInAsync(issued.AccessToken, app.World.First));
        await GrantTests.Refused(() => app.World.RefreshAsync(client, issued.RefreshToken));
    }

    [Fact]
    public async Task No_secret_is_stored()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var code = await app.World.GrantAsync(client);
        var first = await app.World.ExchangeAsync(client, code);
        var second = await app.World.RefreshAsync(client, first.RefreshToken);
        var rows = await app.World.Store.QueryAsync(new("directory", "d", "", "\uffff"));
        var stored = string.Join('\n', rows.Rows.Select(row => row.Row + Encoding.UTF8.GetString(row.Data.Span)));

        Assert.Contains(client.Application.Uid, stored, StringComparison.Ordinal);
        Assert.All(
            new[] { client.Secret!, code, first.AccessToken, first.RefreshToken, second.AccessToken, second.RefreshToken },
            secret => Assert.DoesNotContain(secret[^32..], stored, StringComparison.Ordinal));
    }

    private static AuthenticationHeaderValue Basic(string uid, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{uid}:{secret}")));

    private static async Task Refused(Task<HttpResponseMessage> request, int status, string error)
    {
        using var response = await request;
        var reply = await OAuthApp.JsonAsync(response);
        Assert.Equal((status, error), ((int)response.StatusCode, reply.GetProperty("error").GetString()));
        Assert.NotEqual("", reply.GetProperty("error_description").GetString());
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count > 0);
    }
}
