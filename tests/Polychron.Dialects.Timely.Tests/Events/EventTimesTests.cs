using Polychron.Dialects.Timely.Tests.Support;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>Day, clock times and hours: the hours are a fact of their own.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class EventTimesTests(TimelyApp app)
{
    [Fact]
    public async Task A_day_and_hours_have_no_clock_times()
    {
        var world = await WorldAsync();
        var made = await world.Api.AddEventAsync();
        AssertTimes(made, "2024-02-28", null, null, 7_200);
        var path = $"~/events/{made.Number("id")}";
        AssertTimes((await world.Api.Put(path, """{"day":"2024-03-31","hours":25}""")).Is(200).Json, "2024-03-31", null, null, 90_000);
        AssertTimes((await world.Api.Put(path, """{"from":null,"to":null,"minutes":15}""")).Is(200).Json, "2024-03-31", null, null, 90_900);
        AssertTimes(
            (await world.Api.Put(path, """{"from":"2024-04-02T09:00:00+02:00","to":"2024-04-02T11:00:00+02:00"}""")).Is(200).Json,
            "2024-04-02", "2024-04-02T09:00:00+02:00", "2024-04-02T11:00:00+02:00", 7_200);
        AssertTimes((await world.Api.Put(path, """{"from":null,"to":null}""")).Is(200).Json, "2024-04-02", null, null, 7_200);
    }

    [Fact]
    public async Task Hours_and_clock_times_differ_if_they_are_given_so()
    {
        var world = await WorldAsync();
        const string clock = "\"from\":\"2024-02-28T09:00:00+01:00\",\"to\":\"2024-02-28T12:00:00+01:00\"";
        var made = (await world.Api.Post("~/events", $$"""{"day":"2024-02-28","hours":1,"minutes":30,"seconds":5,{{clock}} }""")).Is(201).Json;
        AssertTimes(made, "2024-02-28", "2024-02-28T09:00:00+01:00", "2024-02-28T12:00:00+01:00", 5_405);
        var path = $"~/events/{made.Number("id")}";

        // What was shown, sent back, changes nothing; nor does another field.
        AssertTimes((await world.Api.Put(path, $$"""{"day":"2024-02-28",{{clock}},"note":"x"}""")).Is(200).Json, "2024-02-28", "2024-02-28T09:00:00+01:00", "2024-02-28T12:00:00+01:00", 5_405);
        AssertTimes((await world.Api.Put(path, """{"hours":4,"minutes":0,"seconds":0}""")).Is(200).Json, "2024-02-28", "2024-02-28T09:00:00+01:00", "2024-02-28T12:00:00+01:00", 14_400);
        AssertTimes((await world.Api.Put(path, """{"to":"2024-02-28T10:00:00+01:00"}""")).Is(200).Json, "2024-02-28", "2024-02-28T09:00:00+01:00", "2024-02-28T10:00:00+01:00", 3_600);

        // Another day keeps the time of the day, over a clock change too, and the hours.
        AssertTimes((await world.Api.Put(path, """{"day":"2024-07-01"}""")).Is(200).Json, "2024-07-01", "2024-07-01T09:00:00+02:00", "2024-07-01T10:00:00+02:00", 3_600);
        (await world.Api.Put(path, """{"to":"2024-07-01T08:00:00+02:00"}""")).IsInvalid("to");
    }

    [Fact]
    public async Task Hours_and_minutes_together_are_the_whole_duration()
    {
        var world = await WorldAsync();
        var id = (await world.Api.AddEventAsync(", \"seconds\":37, \"estimated_hours\":1, \"estimated_seconds\":8")).Number("id");
        var hours = (await world.Api.Put($"~/events/{id}", """{"hours":3,"estimated_minutes":30}""")).Is(200).Json;
        Assert.Equal((10_837, 5_408), (hours["duration"]!.Number("total_seconds"), hours["estimated_duration"]!.Number("total_seconds")));
        var whole = (await world.Api.Put($"~/events/{id}", """{"hours":1,"minutes":0,"estimated_hours":2,"estimated_minutes":0}""")).Is(200).Json;
        Assert.Equal((3_600, 7_200), (whole["duration"]!.Number("total_seconds"), whole["estimated_duration"]!.Number("total_seconds")));

        // What was shown to a client that knows no seconds, sent back, changes nothing.
        (await world.Api.Put($"~/events/{id}", """{"seconds":37}""")).Is(200);
        var same = (await world.Api.Put($"~/events/{id}", """{"day":"2024-02-28","hours":1,"minutes":0,"note":"x"}""")).Is(200).Json;
        Assert.Equal(3_637, same["duration"]!.Number("total_seconds"));
    }

    [Fact]
    public async Task Clock_times_alone_make_day_and_hours()
    {
        var world = await WorldAsync();
        AssertTimes(
            (await world.Api.Post("~/events", """{"from":"2024-02-28T23:30:00Z","to":"2024-02-29T00:30:00Z"}""")).Is(201).Json,
            "2024-02-29", "2024-02-29T00:30:00+01:00", "2024-02-29T01:30:00+01:00", 3_600);
        AssertTimes(
            (await world.Api.Post("~/events", """{"day":"2024-02-28","from":"2024-02-28T08:00:00Z","hours":1.5}""")).Is(201).Json,
            "2024-02-28", "2024-02-28T09:00:00+01:00", "2024-02-28T10:30:00+01:00", 5_400);
        AssertTimes(
            (await world.Api.Post("~/events", """{"day":"2024-02-28","to":"2024-02-28T08:00:00Z","hours":"1"}""")).Is(201).Json,
            "2024-02-28", "2024-02-28T08:00:00+01:00", "2024-02-28T09:00:00+01:00", 3_600);
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_named()
    {
        var world = await WorldAsync();
        (await world.Api.Post("~/events", """{"event":{}}""")).Is(422, """{"errors":{"day":["can't be blank"],"hours":["can't be blank"]}}""");
        (await world.Api.Post("~/events", """{"event":{"day":"2024-02-28"}}""")).IsInvalid("hours");
        (await world.Api.Post("~/events", """{"event":{"hours":1}}""")).IsInvalid("day");
        (await world.Api.Post("~/events", """{"event":{"day":"2024-02-30","hours":1}}""")).IsInvalid("day");
        (await world.Api.Post("~/events", """{"event":{"day":"2024-02-28Tsoon","hours":1}}""")).IsInvalid("day");
        (await world.Api.Post("~/events", """{"event":{"day":"2024-02-28x","hours":1}}""")).IsInvalid("day");
        (await world.Api.Post("~/events", """{"event":{"day":"2024-02-28","hours":-1,"minutes":"x","from":"soon"}}""")).IsInvalid("hours", "minutes", "from");
        (await world.Api.Post("~/events", """{"event":{"day":"2024-02-28","hours":1,"external_id":"$"}}""".Replace("$", new string('x', 513), StringComparison.Ordinal))).IsInvalid("external_id");
        (await world.Api.Post("~/events", "not json")).Is(400);
        Assert.Empty(await world.Api.IdsAsync("~/events"));
    }

    [Fact]
    public async Task Notes_have_a_title_in_their_first_line()
    {
        var world = await WorldAsync();
        var id = (await world.Api.AddEventAsync(""", "note":"Title\nand\nnotes" """)).Number("id");
        var entry = await world.WriteAsync(world.Owner, transaction => transaction.FindEntryAsync(id).AsTask().Result!);
        Assert.Equal(("Title", "and\nnotes"), (entry.Title, entry.Notes));
        await world.WriteAsync(world.Owner, transaction => transaction.Update(entry, entry with { Title = null, Notes = "only notes" }));
        Assert.Equal("only notes", (await world.Api.Put($"~/events/{id}", """{"note":"only notes","hours":1}""")).Is(200).Json.Text("note"));
        entry = await world.WriteAsync(world.Owner, transaction => transaction.FindEntryAsync(id).AsTask().Result!);
        Assert.Equal((null, "only notes"), (entry.Title, entry.Notes));
        Assert.Equal("", (await world.Api.Put($"~/events/{id}", """{"note":null}""")).Is(200).Json.Text("note"));
        var line = new string('x', 1_500);
        Assert.Equal(line, (await world.Api.Put($"~/events/{id}", $$"""{"note":"{{line}}" }""")).Is(200).Json.Text("note"));
        (await world.Api.Put($"~/events/{id}", $$"""{"note":"{{new string('x', 20_000)}}" }""")).IsInvalid("note");
    }

    private static void AssertTimes(System.Text.Json.Nodes.JsonNode shown, string day, string? from, string? to, long seconds)
    {
        Assert.Equal((day, from, to), (shown.Text("day"), shown.TextOrNull("from"), shown.TextOrNull("to")));
        Assert.Equal(seconds, shown["duration"]!.Number("total_seconds"));
    }

    private async Task<World> WorldAsync()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        return world;
    }
}
