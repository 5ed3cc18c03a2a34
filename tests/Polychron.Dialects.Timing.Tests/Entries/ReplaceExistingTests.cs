using Polychron.Dialects.Dates;
using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>replace_existing: what happens to entries around one that takes its place.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ReplaceExistingTests(TimingApp app)
{
    private static string Body(string from, string to, string more = "") =>
        $$"""{ "start_date": "2019-01-01T{{from}}:00Z", "end_date": "2019-01-01T{{to}}:00Z"{{more}} }""";

    /// <summary>"title from-to seconds", by start.</summary>
    private static async Task<string> DayAsync(Api api, string day = "2019-01-01") => string.Join(
        ", ",
        (await api.Get($"/time-entries?start_date_min={day}&start_date_max={day}")).Is(200).Items.Reverse().Select(entry =>
            $"{entry["title"]} {entry.Text("start_date")[11..16]}-{entry.Text("end_date")[11..16]} {entry["duration"]}"));

    [Theory]
    [InlineData("08:00", "09:00", "old 08:00-09:00 3600, new 09:00-10:00 3600")] // touches
    [InlineData("10:00", "11:00", "new 09:00-10:00 3600, old 10:00-11:00 3600")] // touches
    [InlineData("08:30", "09:30", "old 08:30-09:00 1800, new 09:00-10:00 3600")] // its end is cut
    [InlineData("09:30", "10:30", "new 09:00-10:00 3600, old 10:00-10:30 1800")] // its start is cut
    [InlineData("08:00", "11:00", "old 08:00-09:00 3600, new 09:00-10:00 3600, old 10:00-11:00 3600")] // split
    [InlineData("09:00", "10:00", "new 09:00-10:00 3600")] // the same
    [InlineData("09:15", "09:45", "new 09:00-10:00 3600")] // inside
    [InlineData("09:30", "09:30", "new 09:00-10:00 3600, old 09:30-09:30 0")] // of no length: overlaps nothing
    public async Task A_new_entry_takes_its_place(string from, string to, string expected)
    {
        var world = await World.CreateAsync(app);
        var old = (await world.Api.Post("/time-entries", Body(from, to, ", \"title\": \"old\", \"notes\": \"n\", \"custom_fields\": { \"a\": \"b\" }"))).Is(201);

        await world.Api.Post("/time-entries", Body("09:00", "10:00", ", \"title\": \"new\", \"replace_existing\": true"));

        Assert.Equal(expected, await DayAsync(world.Api));
        var isLeft = expected.Contains("old", StringComparison.Ordinal);
        (await world.Api.Get(old.Self)).Is(isLeft ? 200 : 404);
        foreach (var part in (await world.Api.Get("/time-entries?search_query=old")).Items)
        {
            Assert.Equal(("n", """{"a":"b"}"""), (part.Text("notes"), part["custom_fields"]!.ToJsonString()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(", \"replace_existing\": false")]
    [InlineData(", \"replace_existing\": null")]
    [InlineData(", \"replace_existing\": \"0\"")]
    public async Task Without_it_entries_overlap(string more)
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/time-entries", Body("08:00", "10:00", ", \"title\": \"old\""));

        await world.Api.Post("/time-entries", Body("09:00", "11:00", ", \"title\": \"new\"" + more));

        Assert.Equal("old 08:00-10:00 7200, new 09:00-11:00 7200", await DayAsync(world.Api));
    }

    [Fact]
    public async Task Many_entries_make_room_and_those_of_others_stay()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        await member.Api.Post("/time-entries", Body("08:00", "12:00", ", \"title\": \"colleague\""));
        foreach (var (from, to) in (ValueTuple<string, string>[])[("08:00", "09:10"), ("09:10", "09:20"), ("09:20", "09:50"), ("09:50", "12:00")])
        {
            await world.Api.Post("/time-entries", Body(from, to, ", \"title\": \"old\""));
        }

        await world.Api.Post("/time-entries", Body("09:00", "10:00", ", \"title\": \"new\", \"replace_existing\": 1"));

        Assert.Equal("old 08:00-09:00 3600, new 09:00-10:00 3600, old 10:00-12:00 7200", await DayAsync(world.Api));
        Assert.Equal("colleague 08:00-12:00 14400", await DayAsync(member.Api));
    }

    [Fact]
    public async Task A_long_entry_that_began_days_ago_is_found()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/time-entries", """{ "start_date": "2018-12-01T00:00:00Z", "end_date": "2019-01-05T00:00:00Z", "title": "old" }""");

        await world.Api.Post("/time-entries", Body("09:00", "10:00", ", \"title\": \"new\", \"replace_existing\": true"));

        Assert.Equal("old 00:00-09:00 2710800", await DayAsync(world.Api, "2018-12-01"));
        Assert.Equal("new 09:00-10:00 3600, old 10:00-00:00 309600", await DayAsync(world.Api));
    }

    [Fact]
    public async Task An_update_makes_room_only_if_its_dates_change()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/time-entries", Body("08:00", "10:00", ", \"title\": \"old\""));
        var moved = (await world.Api.Post("/time-entries", Body("09:00", "11:00", ", \"title\": \"new\""))).Self;

        await world.Api.Patch(moved, """{ "notes": "n", "replace_existing": true }""");
        await world.Api.Patch(moved, """{ "start_date": "2019-01-01T09:00:00Z", "replace_existing": true }""");
        Assert.Equal("old 08:00-10:00 7200, new 09:00-11:00 7200", await DayAsync(world.Api));

        await world.Api.Patch(moved, """{ "start_date": "2019-01-01T09:30:00Z", "replace_existing": true }""");
        Assert.Equal("old 08:00-09:30 5400, new 09:30-11:00 5400", await DayAsync(world.Api));
    }

    [Fact]
    public async Task A_timer_that_started_earlier_takes_the_place_up_to_now()
    {
        var world = await World.CreateAsync(app);
        string At(int minutes) => IsoInstant.Format(app.Now + NodaTime.Duration.FromMinutes(minutes));
        async Task<string> EntryAsync(string title, int from, int to) => (await world.Api.Post(
            "/time-entries", $$"""{ "title": "{{title}}", "start_date": "{{At(from)}}", "end_date": "{{At(to)}}" }""")).Is(201).Self;
        var before = await EntryAsync("before", -90, -50);
        var inside = await EntryAsync("inside", -40, -30);
        var after = await EntryAsync("planned", -10, 20);

        (await world.Api.Post("/time-entries/start", $$"""{ "start_date": "{{At(-60)}}", "replace_existing": true }""")).Is(201);

        Assert.Equal((At(-90), At(-60)), await Interval(before));
        (await world.Api.Get(inside)).Is(404);
        Assert.Equal((At(0), At(20)), await Interval(after));

        async Task<(string, string)> Interval(string self)
        {
            var entry = (await world.Api.Get(self)).Is(200).Data;
            return (entry.Text("start_date"), entry.Text("end_date"));
        }
    }

    [Fact]
    public async Task An_entry_in_the_middle_of_a_running_timer_splits_it_and_the_rest_runs_on()
    {
        var world = await World.CreateAsync(app);
        var timer = (await world.Api.Post("/time-entries/start", """{ "title": "timer" }""")).Self;
        var began = app.Now;
        app.Time.Advance(TimeSpan.FromMinutes(60));
        string At(int minutes) => IsoInstant.Format(began + NodaTime.Duration.FromMinutes(minutes));

        await world.Api.Post("/time-entries", $$"""{ "start_date": "{{At(20)}}", "end_date": "{{At(30)}}", "replace_existing": true }""");

        var running = (await world.Api.Get(timer)).Is(200).Data;
        Assert.Equal((true, At(30), 1800), (running["is_running"]!.GetValue<bool>(), running.Text("start_date"), running.Number("duration")));
        var head = Assert.Single((await world.Api.Get("/time-entries?is_running=0&search_query=timer")).Items);
        Assert.Equal((At(0), At(20), 1200), (head.Text("start_date"), head.Text("end_date"), head.Number("duration")));
        (await world.Api.Put("/time-entries/stop")).Is(200);
    }

    [Theory]
    [InlineData("\"yes\"")]
    [InlineData("2")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task It_is_a_boolean(string value)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time-entries", Body("09:00", "10:00", $", \"replace_existing\": {value}"))).IsInvalid("replace_existing");
        (await world.Api.Post("/time-entries/start", $$"""{ "replace_existing": {{value}} }""")).IsInvalid("replace_existing");
    }
}
