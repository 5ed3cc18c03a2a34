using System.Text;
using Polychron.Dialects.Timespace.Tests.Support;

namespace Polychron.Dialects.Timespace.Tests.Access;

/// <summary>"All requests must include a valid Cookie for a user or robot user."</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class CookieTests(TimespaceApp app)
{
    private const string Path = "/0/en/rest?my_clouds=true";

    [Theory]
    [InlineData("timespace_api_key={0}")]
    [InlineData("timespace_api_key=\"{0}\"")]
    [InlineData("a=1; timespace_api_key={0}; b=2")]
    [InlineData("a=1;timespace_api_key={0};b=2")]
    [InlineData("a=\"x, y\"; timespace_api_key={0}")]
    [InlineData("timespace_api_key={0}; timespace_api_key={0}")]
    [InlineData("b=x y z; timespace_api_key={0}")]
    public async Task The_key_is_found_among_cookies(string header)
    {
        var world = await World.CreateAsync(app);
        (await Anyone(Fill(header, world.Owner.Key)).Get(Path)).Is(200);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("=")]
    [InlineData("timespace_api_key")]
    [InlineData("timespace_api_key=")]
    [InlineData("timespace_api_key=\"")]
    [InlineData("timespace_api_key=%")]
    [InlineData("timespace_api_key=%00%0d%0a")]
    [InlineData("Timespace_Api_Key={0}")]
    [InlineData("timespace_api_key={0}x")]
    [InlineData("timespace_api_key={0}; timespace_api_key=other")]
    [InlineData("timespace_api_key=other; timespace_api_key={0}")]
    [InlineData("key={0}")]
    [InlineData("pcn_1; {0}")]
    public async Task What_is_no_key_is_refused(string? header)
    {
        var world = await World.CreateAsync(app);
        var answer = (await Anyone(header is null ? null : Fill(header, world.Owner.Key)).Get(Path)).IsRefused(401, "unauthenticated");
        Assert.Contains("timespace_api_key", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_header_of_many_cookies_is_read_and_a_long_one_is_no_bug()
    {
        var world = await World.CreateAsync(app);
        var many = string.Join("; ", Enumerable.Range(0, 500).Select(i => $"c{i}=v"));
        (await Anyone($"{many}; timespace_api_key={world.Owner.Key}").Get(Path)).Is(200);
        (await Anyone($"timespace_api_key={new string('x', 10_000)}").Get(Path)).IsRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task Other_places_of_a_token_are_not_looked_at()
    {
        var world = await World.CreateAsync(app);
        (await new Api(app, null).With(("Authorization", $"Bearer {world.Owner.Key}")).Get(Path)).IsRefused(401, "unauthenticated");
        (await new Api(app, null).Get($"{Path}&timespace_api_key={world.Owner.Key}")).IsRefused(401, "unauthenticated");
    }

    [Fact]
    public async Task A_page_of_another_site_cannot_write_with_the_cookie()
    {
        var world = await World.CreateAsync(app);
        var template = $"/client.{world.Cloud}/en/rest";
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x" })
        {
            using var form = new StringContent("""{"name":"C"}""", Encoding.UTF8);
            form.Headers.Remove("Content-Type");
            form.Headers.TryAddWithoutValidation("Content-Type", type);
            (await world.Api.Send("POST", template, form)).IsRefused(415, "unsupported_media_type");
        }

        var preflight = await world.Api.With(("Origin", "https://evil.example.com"), ("Access-Control-Request-Method", "POST"))
            .Send("OPTIONS", template);
        Assert.DoesNotContain(preflight.Headers, header => header.Key.StartsWith("access-control", StringComparison.Ordinal));
        foreach (var site in new[] { "cross-site", "same-site", "x" })
        {
            (await world.Api.With(("Sec-Fetch-Site", site)).Post(template, """{"name":"C"}""")).IsRefused(403, "forbidden");
            (await world.Api.With(("Sec-Fetch-Site", site)).Delete($"/{world.CloudId}/en/rest")).IsRefused(403, "forbidden");
        }

        foreach (var origin in new[] { "https://evil.example.com", "null", "http://127.0.0.1" })
        {
            (await world.Api.With(("Origin", origin)).Post(template, """{"name":"C"}""")).IsRefused(403, "forbidden");
        }

        (await world.Api.With(("Sec-Fetch-Site", "same-origin")).Post(template, """{"name":"C"}""")).Is(201);
        Assert.Single((await world.Api.Get("/client/en/rest?limit=9")).Json.AsArray());
    }

    private static string Fill(string header, string key) => header.Replace("{0}", key, StringComparison.Ordinal);

    private Api Anyone(string? cookies) => cookies is null ? new Api(app, null) : new Api(app, null).With(("Cookie", cookies));
}
