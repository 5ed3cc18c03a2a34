using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Hostile;

/// <summary>Absolute links have the scheme and host that the client used, behind a proxy too, and nothing that a header smuggles in.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ForwardedHeaderTests(TimingApp app)
{
    private static async Task AssertLinksAsync(World world, Api api, string root)
    {
        var entries = $"{root}{Api.BasePath}/time-entries";
        var page = (await api.Get("/time-entries?search_query=x&projects[]=")).Is(200).Json;
        Assert.Equal($"{entries}?search_query=x&projects%5B0%5D=&page=1", page["links"]!.Text("first"));
        Assert.Equal(entries, page["meta"]!.Text("path"));

        var project = (await api.Post("/projects", """{ "title": "t" }""")).Is(201);
        Assert.Equal($"{entries}?project[]={project.Self}", project.Json["links"]!.Text("time-entries"));

        var timer = (await world.Api.Post("/time-entries/start")).Self;
        foreach (var path in (string[])["/time-entries/running", "/time-entries/latest"])
        {
            var redirect = (await api.Get(path)).Is(302);
            Assert.Equal($"{root}{Api.BasePath}{timer}", redirect.Header("Location"));
            Assert.Contains($"<a href=\"{root}{Api.BasePath}{timer}\">", redirect.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https", "time.example.com", "https://time.example.com")]
    [InlineData("HTTPS", "time.example.com:8443, inner:80", "https://time.example.com:8443")]
    [InlineData("http, https", "192.0.2.1:80", "http://192.0.2.1:80")]
    [InlineData("https", "[2001:db8::1]:443", "https://[2001:db8::1]:443")]
    [InlineData("https", null, "https://{own}")]
    [InlineData(null, "time.example.com", "http://time.example.com")]
    [InlineData(null, null, "http://{own}")]
    public async Task They_follow_the_proxy(string? scheme, string? host, string expected)
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With([.. Given("X-Forwarded-Proto", scheme), .. Given("X-Forwarded-Host", host)]);

        await AssertLinksAsync(world, api, expected.Replace("{own}", app.Root.Authority, StringComparison.Ordinal));

        static (string, string)[] Given(string name, string? value) => value is null ? [] : [(name, value)];
    }

    [Theory]
    [InlineData("javascript", "time.example.com/evil")]
    [InlineData("https://evil.example?", "\"><script>alert(1)</script>")]
    [InlineData("", "")]
    [InlineData("ftp", "user:password@evil.example")]
    [InlineData("file", "evil.example:99999")]
    [InlineData("data:text/html,", "evil example")]
    [InlineData("h\u00fcttp", "ev\u00efl.example")]
    [InlineData(",https", ",evil.example")]
    [InlineData("x", "evil.example#a?b")]
    public async Task They_are_the_servers_own_if_the_headers_make_no_sense(string scheme, string host)
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("X-Forwarded-Proto", scheme), ("X-Forwarded-Host", host), ("X-Forwarded-Prefix", "/evil"), ("Forwarded", "host=evil.example"));

        await AssertLinksAsync(world, api, app.Root.ToString().TrimEnd('/'));
    }
}
