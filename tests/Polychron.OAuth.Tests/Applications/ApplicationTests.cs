using System.Net;
using System.Text.Json;
using Polychron.OAuth.Tests.Support;

namespace Polychron.OAuth.Tests.Applications;

public sealed class ApplicationTests
{
    [Fact]
    public async Task An_administrator_registers_lists_and_deletes()
    {
        await using var app = await OAuthApp.StartAsync();
        var path = $"/timely/1.1/{app.World.AccountId}/oauth_applications";
        using var created = await app.SendAsync(HttpMethod.Post, path, app.World.OwnerToken, """{"oauth_application":{"name":"Sync","redirect_uri":"https://a.example/cb\r\nhttp://localhost:8080/cb","id":7,"uid":"mine"}}""");
        var application = await OAuthApp.JsonAsync(created);
        var id = application.GetProperty("id").GetInt64();

        Assert.Equal(201, (int)created.StatusCode);
        Assert.True(created.Headers.CacheControl!.NoStore);
        Assert.Equal(64, application.GetProperty("uid").GetString()!.Length);
        Assert.StartsWith("pcs_", application.GetProperty("secret").GetString(), StringComparison.Ordinal);
        Assert.Equal(["https://a.example/cb", "http://localhost:8080/cb"], application.GetProperty("redirect_uris").EnumerateArray().Select(uri => uri.GetString()));

        using var listed = await app.SendAsync(HttpMethod.Get, path, app.World.OwnerToken);
        var only = Assert.Single((await OAuthApp.JsonAsync(listed)).EnumerateArray());
        Assert.Equal(id, only.GetProperty("id").GetInt64());
        Assert.False(only.TryGetProperty("secret", out _));

        using var deleted = await app.SendAsync(HttpMethod.Delete, $"{path}/{id}", app.World.OwnerToken);
        Assert.Equal((200, "{}"), ((int)deleted.StatusCode, await deleted.Content.ReadAsStringAsync()));
        using var empty = await app.SendAsync(HttpMethod.Get, path, app.World.OwnerToken);
        Assert.Equal("[]", await empty.Content.ReadAsStringAsync());
        using var again = await app.SendAsync(HttpMethod.Delete, $"{path}/{id}", app.World.OwnerToken);
        Assert.Equal(404, (int)again.StatusCode);
    }

    [Fact]
    public async Task Nobody_else_does()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var issued = await app.World.ExchangeAsync(client, await app.World.GrantAsync(client, token: app.World.OwnerToken));
        const string Good = """{"name":"Sync","redirect_uris":["https://a.example/cb"]}""";
        foreach (var (account, token, status) in new (long, string?, int)[]
                 {
                     (app.World.AccountId, app.World.ManagerToken, 403),
                     (app.World.AccountId, app.World.StrangerToken, 404),
                     (app.World.OtherAccountId, app.World.OwnerToken, 404),
                     (4_000_000, app.World.OwnerToken, 404),
                     (app.World.AccountId, issued.AccessToken, 403),
                     (app.World.AccountId, null, 401),
                     (app.World.AccountId, "nonsense", 401),
                 })
        {
            var path = $"/timely/1.1/{account}/oauth_applications";
            foreach (var (method, target, body) in new[] { (HttpMethod.Get, path, null), (HttpMethod.Post, path, Good), (HttpMethod.Delete, $"{path}/{client.Application.Id}", null) })
            {
                using var response = await app.SendAsync(method, target, token, body);
                Assert.Equal(status, (int)response.StatusCode);
                Assert.Equal(JsonValueKind.String, (await OAuthApp.JsonAsync(response)).GetProperty("errors").GetProperty("message").ValueKind);
            }
        }

        // An owner does not reach the application of another account by way of their own.
        using var crossed = await app.SendAsync(HttpMethod.Delete, $"/timely/1.1/{app.World.OtherAccountId}/oauth_applications/{client.Application.Id}", app.World.StrangerToken);
        Assert.Equal(404, (int)crossed.StatusCode);
        Assert.Null((await app.World.First.Directory.FindApplicationAsync(client.Application.Id))!.DeletedAt);
    }

    [Theory]
    [InlineData("https://a.example/cb", true)]
    [InlineData("https://a.example:8443/cb?x=1&y=%20", true)]
    [InlineData("http://localhost/cb", true)]
    [InlineData("http://127.0.0.1:3000", true)]
    [InlineData("http://[::1]:3000/", true)]
    [InlineData("com.example.app:/oauth", true)]
    [InlineData("http://a.example/cb", false)]
    [InlineData("http://localhost.evil.example/cb", false)]
    [InlineData("https://user@a.example/cb", false)]
    [InlineData("https://a.example/cb#fragment", false)]
    [InlineData("https://a.example/*'; script-src *", false)]
    [InlineData("https://a.example;script-src/", false)]
    [InlineData("https:/a.example/cb", false)]
    [InlineData("https:a.example", false)]
    [InlineData("https://", false)]
    [InlineData("https://\u00e4.example/", false)]
    [InlineData("//a.example/cb", false)]
    [InlineData("/cb", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("javascript://a.example/%0aalert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("https://a.example/a\\b", false)]
    [InlineData("https://a.example/a b", false)]
    public async Task Redirect_uris_are_checked_when_they_are_registered(string uri, bool isGood)
    {
        await using var app = await OAuthApp.StartAsync();
        var body = JsonSerializer.Serialize(new { name = "Sync", redirect_uris = new[] { uri } });
        using var response = await app.SendAsync(HttpMethod.Post, $"/timely/1.1/{app.World.AccountId}/oauth_applications", app.World.OwnerToken, body);

        Assert.Equal(isGood ? 201 : 422, (int)response.StatusCode);
        Assert.True(isGood || (await OAuthApp.JsonAsync(response)).GetProperty("errors").GetProperty("redirect_uris").GetArrayLength() == 1);
    }

    [Theory]
    [InlineData("{}", "name,redirect_uris")]
    [InlineData("""{"name":"","redirect_uris":["https://a.example/"]}""", "name")]
    [InlineData("""{"name":"a\u202eb","redirect_uris":["https://a.example/"]}""", "name")]
    [InlineData("""{"name":"a","redirect_uris":[]}""", "redirect_uris")]
    [InlineData("""{"name":"a","redirect_uris":[1]}""", "redirect_uris")]
    [InlineData("""{"name":"a","redirect_uris":{"a":1}}""", "redirect_uris")]
    public async Task Wrong_values_are_named(string body, string fields)
    {
        await using var app = await OAuthApp.StartAsync();
        using var response = await app.SendAsync(HttpMethod.Post, $"/timely/1.1/{app.World.AccountId}/oauth_applications", app.World.OwnerToken, body);

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Equal(fields.Split(','), (await OAuthApp.JsonAsync(response)).GetProperty("errors").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task Deleting_an_application_revokes_what_users_granted_to_it()
    {
        await using var app = await OAuthApp.StartAsync();
        var client = await app.World.RegisterAsync();
        var pending = await app.World.GrantAsync(client);
        var issued = await app.World.ExchangeAsync(client, await app.World.GrantAsync(client, token: app.World.StrangerToken));
        Assert.True(await app.World.LetsInAsync(issued.AccessToken, app.World.First));
        using var deleted = await app.SendAsync(HttpMethod.Delete, $"/timely/1.1/{app.World.AccountId}/oauth_applications/{client.Application.Id}", app.World.OwnerToken);

        Assert.False(await app.World.LetsInAsync(issued.AccessToken, app.World.First));
        using var exchange = await app.TokenAsync(OAuthApp.Exchange(client, pending));
        Assert.Equal(HttpStatusCode.Unauthorized, exchange.StatusCode);
    }

    [Fact]
    public async Task The_page_asks_for_a_token_before_it_tells_anything()
    {
        await using var app = await OAuthApp.StartAsync();
        await app.World.RegisterAsync(name: "Secret project");
        var path = $"/timely/{app.World.AccountId}/oauth_applications";
        var page = await app.Client.GetStringAsync(path);
        Assert.DoesNotContain("Secret project", page, StringComparison.Ordinal);

        foreach (var (token, status) in new[] { (app.World.ManagerToken, 403), (app.World.StrangerToken, 403), ("nonsense", 403), (app.World.OwnerToken, 200) })
        {
            using var response = await app.Client.PostAsync(path, new FormUrlEncodedContent([new("form", OAuthApp.HiddenFields(page)["form"]), new("token", token), new("step", "list")]));
            page = await response.Content.ReadAsStringAsync();
            Assert.Equal(status, (int)response.StatusCode);
            Assert.Equal(status == 200, page.Contains("Secret project", StringComparison.Ordinal));
            Assert.DoesNotContain(token, page, StringComparison.Ordinal);
        }
    }
}
