using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Contract;

[Collection(TimetherAppTests.Name)]
public sealed class TimerContractTests(TimetherApp app)
{
    [Fact]
    public async Task A_timer_is_started_shown_changed_and_stopped()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();

        (await world.Api.Get("/timers/current")).IsError(404, "not_found");
        (await world.Api.Post("/timers/stop")).IsError(404, "not_found");
        var started = (await world.Api.Post("/timers/start", """{"timer":{"title":"Call"}}""")).Is(201);
        Assert.True(started["is_running"]!.GetValue<bool>());
        Assert.Null(started["ended_at"]);
        (await world.Api.Post("/timers/start")).IsError(409, "timer_running");

        app.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(90, (await world.Api.Get("/timers/current")).Is(200)["duration_seconds"]!.GetValue<long>());
        Assert.Equal(project, (await world.Api.Patch("/timers/current", $$"""{"project_id":{{project}}}""")).Is(200)["project_id"]!.GetValue<long>());
        Assert.Equal([started.Id], (await world.Api.Get("/time_entries?is_running=true")).Ids);

        var stopped = (await world.Api.Post("/timers/stop")).Is(200);
        Assert.Equal(started.Id, stopped.Id);
        Assert.False(stopped["is_running"]!.GetValue<bool>());
        Assert.Equal(90, stopped["duration_seconds"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("""{"title":"Call"}""")]
    [InlineData("""{"timer":{"title":"Call"}}""")]
    [InlineData("""{"time_entry":{"title":"Call"}}""")]
    public async Task A_timer_is_bare_or_wrapped_as_a_timer_or_as_the_entry_that_it_is(string body)
    {
        var world = await World.CreateAsync(app);

        Assert.Equal("Call", (await world.Api.Post("/timers/start", body)).Is(201)["title"]!.GetValue<string>());
        Assert.Equal("Mail", (await world.Api.Patch("/timers/current", body.Replace("Call", "Mail", StringComparison.Ordinal))).Is(200)["title"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_switch_ends_one_where_the_other_begins()
    {
        var world = await World.CreateAsync(app);
        var first = (await world.Api.Post("/timers/switch", """{"title":"One"}""")).Is(201);
        Assert.Null(first["stopped"]);

        app.Time.Advance(TimeSpan.FromMinutes(5));
        var second = (await world.Api.Post("/timers/switch", """{"title":"Two"}""")).Is(201);

        Assert.Equal(first["started"]!["id"]!.GetValue<long>(), second["stopped"]!["id"]!.GetValue<long>());
        Assert.Equal(300, second["stopped"]!["duration_seconds"]!.GetValue<long>());
        Assert.Equal(second["stopped"]!["ended_at"]!.GetValue<string>(), second["started"]!["started_at"]!.GetValue<string>());
        Assert.Single((await world.Api.Get("/time_entries?is_running=true")).Ids);
    }
}
