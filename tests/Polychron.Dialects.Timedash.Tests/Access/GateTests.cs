using System.Net.Http.Headers;
using System.Text;
using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Access;

/// <summary>"Authentication": the key is the user name of Basic authentication, over HTTPS; browsers may call from any page.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class GateTests(TimedashApp app)
{
    [Theory]
    [InlineData(null)]
    [InlineData("Basic")]
    [InlineData("Basic !!!")]
    [InlineData("Basic OnBhc3N3b3Jk")] // ":password": no user name.
    [InlineData("Basic cGNuX25vYm9keTo=")] // "pcn_nobody:".
    [InlineData("Bearer {token}")]
    [InlineData("{token}")]
    public async Task Without_a_valid_key_it_is_401(string? header)
    {
        var world = await World.CreateAsync(app);
        var nobody = new Api(app, null);
        var answer = await (header is null
            ? nobody
            : nobody.With(("Authorization", header.Replace("{token}", world.Owner.Token, StringComparison.Ordinal)))).Get("/contacts");

        answer.IsError(401);
        Assert.StartsWith("Basic", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(":")]
    [InlineData(":any password")]
    public async Task The_key_is_the_user_name_and_the_password_does_not_count(string rest)
    {
        var world = await World.CreateAsync(app);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/timedash/contacts");
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(world.Owner.Token + rest)));
        using var response = await app.Http.SendAsync(request);

        (await Answer.ReadAsync(response)).Is(200);
    }

    [Theory]
    [InlineData("http", 403)]
    [InlineData("http, https", 403)]
    [InlineData("", 403)]
    [InlineData("https", 200)]
    [InlineData("HTTPS", 200)]
    [InlineData("https, http", 200)]
    public async Task What_came_over_plain_http_is_refused(string forwarded, int status)
    {
        var world = await World.CreateAsync(app);
        var answer = await world.Api.With(("X-Forwarded-Proto", forwarded)).Get("/contacts");

        if (status == 200)
        {
            answer.Is(200);
        }
        else
        {
            answer.IsError(status);
            (await world.Api.With(("X-Forwarded-Proto", forwarded)).Post("/contacts", """{ "name": "x" }""")).IsError(status);
            Assert.Empty((await world.Api.Get("/contacts")).Items);
        }
    }

    [Fact]
    public async Task Plain_http_is_served_where_the_configuration_allows_it()
    {
        var open = TimedashApp.WithHttp();
        await open.InitializeAsync();
        try
        {
            var world = await World.CreateAsync(open);
            (await world.Api.With(("X-Forwarded-Proto", "http")).Get("/contacts")).Is(200);
        }
        finally
        {
            await open.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("/contacts", "GET, HEAD, OPTIONS, POST")]
    [InlineData("/contacts/1", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")]
    [InlineData("/api_keys/1", "DELETE, GET, HEAD, OPTIONS, PATCH, PUT")]
    [InlineData("/account", "GET, HEAD, OPTIONS")]
    [InlineData("/nothing", "OPTIONS")]
    public async Task A_preflight_needs_no_key(string path, string methods)
    {
        var answer = (await new Api(app, null)
            .With(("Origin", "https://app.example.com"), ("Access-Control-Request-Method", "PUT"), ("Access-Control-Request-Headers", "authorization, content-type"))
            .Send("OPTIONS", path)).Is(204);

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal(methods, answer.Header("Access-Control-Allow-Methods"));
        var allowed = answer.Header("Access-Control-Allow-Headers")!.Split(", ");
        Assert.Contains("Authorization", allowed);
        Assert.Contains("Content-Type", allowed);
        Assert.Null(answer.Header("Access-Control-Allow-Credentials"));
        Assert.Empty(answer.Body);
    }

    [Theory]
    [InlineData("GET", "/contacts", 200)]
    [InlineData("GET", "/contacts/999", 404)]
    [InlineData("POST", "/contacts", 400)]
    [InlineData("DELETE", "/contacts", 405)]
    [InlineData("GET", "/nothing", 404)]
    public async Task Pages_may_read_every_answer(string method, string path, int status)
    {
        var world = await World.CreateAsync(app);
        var answer = (await world.Api.With(("Origin", "https://app.example.com")).Send(method, path)).Is(status);

        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("ETag", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
        var refused = (await new Api(app, "pcn_nobody").With(("Origin", "https://app.example.com")).Send(method, path)).Is(401);
        Assert.Equal("*", refused.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Only_successful_deletions_are_empty()
    {
        var world = await World.CreateAsync(app);
        var contact = (await world.Api.Post("/contacts", """{ "name": "Acme" }""")).Is(200);
        var deleted = (await world.Api.Delete($"/contacts/{contact.Id}")).Is(204);

        Assert.Empty(deleted.Body);
        (await world.Api.Delete($"/contacts/{contact.Id}")).IsError(404);
        (await world.Api.Delete("/contacts")).IsError(405);
        (await world.Api.Get("/nothing/here")).IsError(404);
    }
}
