using System.Text.Json.Nodes;
using NodaTime.Text;
using Polychron.Dialects.Timely.Tests.Support;

namespace Polychron.Dialects.Timely.Tests.Across;

/// <summary>What one dialect writes, the other reads: the same instant, duration, project, person and billing state.</summary>
[Collection(MovingTimelyAppTests.Name)]
public sealed class TimingAndTimelyTests(TimelyApp app)
{
    private const string Entries = "//timing/api/v1/time-entries";

    [Theory]
    [InlineData("undetermined", false, true)]
    [InlineData("not_billable", false, false)]
    [InlineData("billable", false, true)]
    [InlineData("billed", true, true)]
    [InlineData("paid", true, true)]
    public async Task An_entry_of_Timing_is_an_event(string status, bool billed, bool billable)
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var entry = (await world.Api.Post(Entries, $$"""
            {"start_date":"2024-02-28T22:30:00.5+00:00","end_date":"2024-02-28T23:45:00+00:00","project":"/projects/{{project}}","title":"Title","notes":"more\nnotes","billing_status":"{{status}}" }
            """)).Is(201).Json["data"]!;
        var id = Id(entry);
        var shown = (await world.Api.Get($"~/events/{id}")).Is(200).Json;
        Assert.Equal(("2024-02-28", "2024-02-28T23:30:00+01:00", "2024-02-29T00:45:00+01:00"), (shown.Text("day"), shown.Text("from"), shown.Text("to")));
        Assert.Equal(entry.Number("duration"), shown["duration"]!.Number("total_seconds"));
        Assert.Equal((project, world.Owner.Id), (shown["project"]!.Number("id"), shown["user"]!.Number("id")));
        Assert.Equal((billed, billable), (shown["billed"]!.GetValue<bool>(), shown["billable"]!.GetValue<bool>()));
        Assert.Equal("Title\nmore\nnotes", shown.Text("note"));
        Assert.Equal(("Timing", "Timing"), (shown.Text("created_from"), shown.Text("updated_from")));
        Assert.Equal([id], await world.Api.IdsAsync("~/events"));

        // What Timely shows, sent back through it, changes nothing that Timing shows.
        (await world.Api.Put($"~/events/{id}", new JsonObject { ["event"] = shown.DeepClone() }.ToJsonString())).Is(200, shown.ToJsonString());
        (await world.Api.Get($"{Entries}/{id}")).Is(200, $$"""{"data":{{entry.ToJsonString()}} }""");
    }

    [Fact]
    public async Task An_event_of_Timely_is_an_entry()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        foreach (var (more, status) in new[] { ("", "undetermined"), (", \"billed\":true", "billed"), (", \"billable\":false", "not_billable") })
        {
            var made = (await world.Api.Post("~/events", $$"""
                {"event":{"day":"2024-02-28","hours":2,"minutes":15,"from":"2024-02-28T23:30:00+01:00","to":"2024-02-29T00:45:00+01:00","note":"Title\nmore\nnotes"{{more}} } }
                """)).Is(201).Json;
            var entry = (await world.Api.Get($"{Entries}/{made.Number("id")}")).Is(200).Json["data"]!;
            Assert.Equal(("2024-02-28T22:30:00.000000+00:00", "2024-02-28T23:45:00.000000+00:00"), (entry.Text("start_date"), entry.Text("end_date")));
            Assert.Equal(8_100, entry.Number("duration"));
            Assert.Equal(($"/projects/{project}", $"/users/{world.Owner.Id}"), (entry["project"]!.Text("self"), entry.Text("creator_id")));
            Assert.Equal(("Title", "more\nnotes", status), (entry.Text("title"), entry.Text("notes"), entry.Text("billing_status")));
        }
    }

    [Fact]
    public async Task A_day_without_clock_times_begins_at_the_accounts_midnight()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);

        // The clocks of Paris go forward on this day.
        var id = (await world.Api.Post("~/events", """{"day":"2024-03-31","hours":2,"minutes":30}""")).Is(201).Json.Number("id");
        var entry = (await world.Api.Get($"{Entries}/{id}")).Is(200).Json["data"]!;
        Assert.Equal(("2024-03-30T23:00:00.000000+00:00", "2024-03-31T01:30:00.000000+00:00", 9_000), (entry.Text("start_date"), entry.Text("end_date"), entry.Number("duration")));

        // Timing's own change of something else leaves it without clock times; new clock times are some.
        (await world.Api.Patch($"{Entries}/{id}", """{"title":"changed","start_date":"2024-03-30T23:00:00+00:00"}""")).Is(200);
        Assert.Null((await world.Api.Get($"~/events/{id}")).Json["from"]);
        (await world.Api.Patch($"{Entries}/{id}", """{"end_date":"2024-03-31T08:00:00+00:00"}""")).Is(200);
        var shown = (await world.Api.Get($"~/events/{id}")).Json;
        Assert.Equal(("2024-03-31T00:00:00+01:00", "2024-03-31T10:00:00+02:00", 32_400L), (shown.Text("from"), shown.Text("to"), shown["duration"]!.Number("total_seconds")));
    }

    [Fact]
    public async Task A_timer_is_one_timer_in_both()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var started = Id((await world.Api.Post($"{Entries}/start", """{"title":"timer"}""")).Is(201).Json["data"]!);
        var running = (await world.Api.Get($"~/events/{started}")).Is(200).Json;
        Assert.Equal(("start", app.Now.ToUnixTimeSeconds()), (running.Text("timer_state"), running.Number("timer_started_on")));
        Assert.Null(running["to"]);
        app.Time.Advance(TimeSpan.FromMinutes(30));
        var stopped = (await world.Api.Put($"~/events/{started}/stop", "")).Is(200).Json;
        Assert.Equal((1_800L, "stop"), (stopped["duration"]!.Number("total_seconds"), stopped.Text("timer_state")));
        var entry = (await world.Api.Get($"{Entries}/{started}")).Is(200).Json["data"]!;
        Assert.Equal((1_800, false), (entry.Number("duration"), entry["is_running"]!.GetValue<bool>()));
        Assert.Equal(stopped.Text("to"), TextOf(entry.Text("end_date")));

        var dayOnly = (await world.Api.AddEventAsync()).Number("id");
        (await world.Api.Put($"~/events/{dayOnly}/start", "")).Is(200);
        app.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(9_000, (await world.Api.Get($"{Entries}/{dayOnly}")).Is(200).Json["data"]!.Number("duration"));
        Assert.Equal(dayOnly, Id((await world.Api.Put($"{Entries}/stop", null)).Is(200).Json["data"]!));
        var day = (await world.Api.Get($"~/events/{dayOnly}")).Is(200).Json;
        Assert.Equal((9_000, "stop"), (day["duration"]!.Number("total_seconds"), day.Text("timer_state")));
        Assert.Null(day["from"]);

        // Starting one there stops the one here.
        (await world.Api.Put($"~/events/{dayOnly}/start", "")).Is(200);
        (await world.Api.Post($"{Entries}/start", "{}")).Is(201);
        Assert.Equal("stop", (await world.Api.Get($"~/events/{dayOnly}")).Json.Text("timer_state"));
    }

    [Fact]
    public async Task An_entry_without_a_project_is_an_event_without_one()
    {
        var world = await World.CreateAsync(app);
        var id = Id((await world.Api.Post(Entries, """{"start_date":"2024-02-28T10:00:00Z","end_date":"2024-02-28T11:00:00Z"}""")).Is(201).Json["data"]!);
        var shown = (await world.Api.Put($"~/events/{id}", """{"note":"no project"}""")).Is(200).Json;
        Assert.Null(shown["project"]);
        Assert.Equal([id], await world.Api.IdsAsync("~/events"));
    }

    private static long Id(JsonNode entry) => long.Parse(entry.Text("self").Split('/')[^1], null);

    private static string TextOf(string instant) => OffsetDateTimePattern.ExtendedIso.Parse(instant).Value
        .WithOffset(NodaTime.Offset.FromHours(1)).ToString("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>", null);
}
