using System.Net.Http.Headers;
using System.Text;
using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Access;

/// <summary>"Each key will by default have a limit of 120 requests per minute", which whoever runs the server can raise.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class RateLimitTests
{
    [Fact]
    public async Task A_key_has_120_requests_a_minute_and_what_the_operator_sets_counts_at_once()
    {
        var app = TimedashApp.Limited();
        await app.InitializeAsync();
        try
        {
            var world = await World.CreateAsync(app);
            var first = (await world.Api.Get("/account")).Is(200);
            Assert.Equal(("120", "119"), (first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining")));
            await UseAsync(world, 119);
            var refused = (await world.Api.Get("/account")).IsError(429);
            Assert.Equal("60", refused.Header("Retry-After"));

            // Each key has its own: a further one of the same user goes on.
            app.Time.Advance(TimeSpan.FromMinutes(1));
            var second = (await world.Api.Post("/api_keys", """{ "name": "second" }""")).Is(200).Json.Text("key");
            await UseAsync(world, 119);
            (await world.Api.Get("/account")).IsError(429);
            (await new Api(app, second).Get("/account")).Is(200);

            await SetAsync(app, world, 200);
            var raised = (await world.Api.Get("/account")).Is(200);
            Assert.Equal("200", raised.Header("X-RateLimit-Limit"));
            (await new Api(app, second).Get("/account")).Is(200);
            await UseAsync(world, 40);

            await SetAsync(app, world, 5);
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await UseAsync(world, 5);
            (await world.Api.Get("/account")).IsError(429);

            await SetAsync(app, world, null);
            Assert.Equal("120", (await world.Api.Get("/account")).Is(200).Header("X-RateLimit-Limit"));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Fact]
    public async Task Preflights_cost_nothing()
    {
        var app = TimedashApp.Limited();
        await app.InitializeAsync();
        try
        {
            for (var i = 0; i < 150; i++)
            {
                (await new Api(app, null).Send("OPTIONS", "/contacts")).Is(204);
            }
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("""{ "requests_per_minute": 0 }""", 422)]
    [InlineData("""{ "requests_per_minute": 1000001 }""", 422)]
    [InlineData("""{ "requests_per_minute": "many" }""", 422)]
    [InlineData("{}", 422)]
    public async Task A_number_that_is_none_is_refused(string body, int status)
    {
        var app = TimedashApp.Limited();
        await app.InitializeAsync();
        try
        {
            var world = await World.CreateAsync(app);
            Assert.Equal(status, await PatchAsync(app, world, await TokenIdAsync(world), body));
            Assert.Equal(404, await PatchAsync(app, world, 999, """{ "requests_per_minute": 1 }"""));
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task UseAsync(World world, int count)
    {
        for (var i = 0; i < count; i++)
        {
            (await world.Api.Get("/account")).Is(200);
        }
    }

    private static async Task<long> TokenIdAsync(World world) =>
        (await world.Api.Get("/api_keys?current=true")).Is(200).Items.Single().Number("id");

    private static async Task SetAsync(TimedashApp app, World world, int? number)
    {
        // The key may have no request left to ask for its own id with.
        var tokens = await app.Directory.ListTokensAsync(world.Owner.Id);
        Assert.Equal(204, await PatchAsync(app, world, tokens[0].Id, $$"""{ "requests_per_minute": {{(number?.ToString() ?? "null")}} }"""));
    }

    private static async Task<int> PatchAsync(TimedashApp app, World world, long tokenId, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/operator/users/{world.Owner.Id}/tokens/{tokenId}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TimedashApp.OperatorKey);
        using var response = await app.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
