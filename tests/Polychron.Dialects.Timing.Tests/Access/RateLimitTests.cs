using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Access;

/// <summary>500 requests an hour and 200 a minute, with the headers that the document names.</summary>
[Collection(TimingAppTests.Name)]
public sealed class RateLimitTests
{
    [Fact]
    public async Task A_token_has_its_allowance_of_an_hour_and_of_a_minute()
    {
        var app = TimingApp.Limited();
        await app.InitializeAsync();
        try
        {
            var world = await World.CreateAsync(app);
            var other = await World.CreateAsync(app);
            var first = (await world.Api.Get("/teams")).Is(200);
            Assert.Equal(("500", "499"), (first.Header("x-ratelimit-limit"), first.Header("x-ratelimit-remaining")));

            // An error counts as well as a success, and shows the allowance too.
            Assert.Equal("498", (await world.Api.Get("/projects/0")).Is(404).Header("x-ratelimit-remaining"));
            await UseAsync(world, 198);

            var minute = (await world.Api.Get("/teams")).Is(429, """{ "message": "Too many requests." }""");
            Assert.Equal("60", minute.Header("Retry-After"));
            Assert.Equal("300", minute.Header("x-ratelimit-remaining"));
            (await other.Api.Get("/teams")).Is(200);

            app.Time.Advance(TimeSpan.FromMinutes(1));
            await UseAsync(world, 200);
            app.Time.Advance(TimeSpan.FromMinutes(1));
            await UseAsync(world, 100);

            var hour = (await world.Api.Get("/teams")).Is(429);
            Assert.Equal("0", hour.Header("x-ratelimit-remaining"));
            Assert.Equal((58 * 60).ToString(), hour.Header("Retry-After"));
            app.Time.Advance(TimeSpan.FromMinutes(58));
            Assert.Equal("499", (await world.Api.Get("/teams")).Is(200).Header("x-ratelimit-remaining"));
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
            (await world.Api.Get("/teams")).Is(200);
        }
    }
}
