using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Entries;

/// <summary>Start, end and duration of an entry that is changed.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class EntryTimesTests(TimetherApp app)
{
    [Theory]
    [InlineData("""{"duration_seconds":60}""", "28T09:00", "28T10:00", 60)]
    [InlineData("""{"started_at":"2024-02-29T14:00:00Z","duration_seconds":1800}""", "29T14:00", "29T14:30", 1_800)]
    [InlineData("""{"started_at":"2024-02-27T14:00:00Z","duration_seconds":1800}""", "27T14:00", "27T14:30", 1_800)]
    [InlineData("""{"started_at":"2024-02-28T09:00:00Z","duration_seconds":7200}""", "28T09:00", "28T11:00", 7_200)]
    [InlineData("""{"started_at":"2024-02-28T08:00:00Z"}""", "28T08:00", "28T10:00", 7_200)]
    [InlineData("""{"ended_at":"2024-02-28T11:30:00Z"}""", "28T09:00", "28T11:30", 9_000)]
    [InlineData("""{"ended_at":"2024-02-28T11:30:00Z","duration_seconds":3600}""", "28T09:00", "28T11:30", 3_600)]
    public async Task Times_that_are_given_lead_to(string body, string start, string end, long seconds)
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync();

        var changed = (await world.Api.Patch($"/time_entries/{entry}", body)).Is(200);

        Assert.Equal($"2024-02-{start}:00.000000+00:00", changed["started_at"]!.GetValue<string>());
        Assert.Equal($"2024-02-{end}:00.000000+00:00", changed["ended_at"]!.GetValue<string>());
        Assert.Equal(seconds, changed.Json.Number("duration_seconds"));
    }

    [Fact]
    public async Task An_entry_that_has_ended_does_not_lose_its_end()
    {
        var world = await World.CreateAsync(app);
        var path = $"/time_entries/{await world.AddEntryAsync()}";

        (await world.Api.Patch(path, """{"ended_at":null}""")).IsInvalid("ended_at");
        (await world.Api.Patch(path, """{"ended_at":null,"duration_seconds":60}""")).IsInvalid("ended_at");
    }

    [Fact]
    public async Task The_duration_of_a_running_timer_is_not_set_without_its_end()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("/timers/start")).Is(201);
        app.Time.Advance(TimeSpan.FromMinutes(10));

        (await world.Api.Patch("/timers/current", """{"duration_seconds":60}""")).IsInvalid("duration_seconds");
        Assert.Equal(600, (await world.Api.Get("/timers/current")).Is(200).Json.Number("duration_seconds"));
        var end = Polychron.Dialects.Dates.IsoInstant.Format(app.Now);
        var stopped = (await world.Api.Patch("/timers/current", $$"""{"ended_at":"{{end}}","duration_seconds":60}""")).Is(200);
        Assert.False(stopped["is_running"]!.GetValue<bool>());
        Assert.Equal(end, stopped["ended_at"]!.GetValue<string>());
        Assert.Equal(60, stopped.Json.Number("duration_seconds"));
    }

    [Theory]
    [InlineData("POST", """{"started_at":"9999-12-31T00:00:00Z","duration_seconds":31622400}""")]
    [InlineData("PATCH", """{"started_at":"9999-12-31T00:00:00Z","duration_seconds":31622400}""")]
    [InlineData("PATCH", """{"started_at":"9999-12-31T23:59:59Z"}""")]
    [InlineData("POST", """{"started_at":"0001-01-01","duration_seconds":0}""")]
    public async Task A_start_at_the_end_of_time_is_refused(string method, string body)
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync();

        (await world.Api.Send(method, method == "POST" ? "/time_entries" : $"/time_entries/{entry}", body)).IsInvalid("started_at");
    }
}
