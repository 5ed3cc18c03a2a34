using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary><c>?versions=true</c> and <c>?version=N</c>.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class HistoryTests(TimespaceApp app)
{
    [Fact]
    public async Task Versions_tell_who_changed_what_and_each_can_be_seen()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var id = await world.AddEntryAsync("First");
        (await manager.Api.Patch($"/{id}/en/rest", """{"title":"Second","notes":"n"}""")).Is(200);
        (await world.Api.Patch($"/{id}/en/rest", """{"notes":null}""")).Is(200);
        var versions = (await world.Api.Get($"/{id}/en/rest?versions=true")).Is(200).Json.AsArray();
        Assert.Equal([3, 2, 1], versions.Select(version => version!.Number("version")));
        Assert.Equal(
            [world.Id(world.Owner), world.Id(manager), world.Id(world.Owner)], versions.Select(version => version!.Text("by")));
        Assert.Equal(["notes", "updated_by"], Changed(versions[0]!));
        Assert.Equal(["notes", "title", "updated_by"], Changed(versions[1]!));
        var sequences = versions.Select(version => version!.Number("sequence")).ToList();
        Assert.Equal(sequences.OrderDescending(), sequences);
        Assert.Equal("First", (await world.Api.Get($"/{id}/en/rest?version=1")).Is(200).Json.Text("title"));
        var second = (await world.Api.Get($"/{id}/en/rest?version=2")).Is(200).Json;
        Assert.Equal(("Second", "n", 2), (second.Text("title"), second.Text("notes"), second.Number("version")));
        foreach (var version in new[] { 4, 99, int.MaxValue })
        {
            (await world.Api.Get($"/{id}/en/rest?version={version}")).IsRefused(404, "not_found");
        }

        (await world.Api.Get($"/{id}/en/rest?version=0")).IsInvalid("version");
        (await world.Api.Get($"/{id}/en/rest?version=x")).IsInvalid("version");
    }

    [Fact]
    public async Task Every_type_has_a_history()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddRecordAsync("client", """{"name":"A"}""");
        (await world.Api.Patch($"/{client}/en/rest", """{"name":"B"}""")).Is(200);
        Assert.Equal("A", (await world.Api.Get($"/{client}/en/rest?version=1")).Is(200).Json.Text("name"));
        var (robot, _, _) = await world.AddRobotAsync("read");
        (await world.Api.Patch($"/{robot}/en/rest", """{"permission":"write"}""")).Is(200);
        Assert.Equal("read", (await world.Api.Get($"/{robot}/en/rest?version=1")).Is(200).Json.Text("permission"));
        Assert.Single((await world.Api.Get($"/{world.CloudId}/en/rest?versions=true")).Is(200).Json.AsArray());
    }

    [Fact]
    public async Task Only_the_latest_hundred_versions_are_seen()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddEntryAsync("E1");
        for (var version = 2; version <= 102; version++)
        {
            (await world.Api.Patch($"/{id}/en/rest", $$"""{"title":"E{{version}}"}""")).Is(200);
        }

        var versions = (await world.Api.Get($"/{id}/en/rest?versions=true")).Is(200).Json.AsArray();
        Assert.Equal(Enumerable.Range(3, 100).Reverse(), versions.Select(version => (int)version!.Number("version")));
        Assert.Equal("E3", (await world.Api.Get($"/{id}/en/rest?version=3")).Is(200).Json.Text("title"));
        (await world.Api.Get($"/{id}/en/rest?version=2")).IsRefused(404, "not_found");
    }

    [Fact]
    public async Task A_version_that_was_a_colleagues_time_is_not_shown()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var id = await world.AddEntryAsync("Mine");
        var number = RecordId.TryParse(id, out var parsed) ? parsed.Number : 0;
        (await world.Api.Other("PUT", $"/timely/1.1/{world.Cloud}/events/{number}", $$"""{"event":{"user_id":{{member.Id}} } }""")).Is(200);
        (await member.Api.Patch($"/{id}/en/rest", """{"title":"Yours"}""")).Is(200);
        var seen = (await member.Api.Get($"/{id}/en/rest?versions=true")).Is(200).Json.AsArray();
        Assert.Equal([3, 2], seen.Select(version => version!.Number("version")));
        (await member.Api.Get($"/{id}/en/rest?version=1")).IsRefused(404, "not_found");
        (await world.Api.Get($"/{id}/en/rest?version=1")).Is(200);
    }

    [Fact]
    public async Task A_version_in_which_a_timer_ran_is_shown_as_it_was_then()
    {
        var world = await World.CreateAsync(app);
        var self = (await world.Api.Other("POST", "/timing/api/v1/time-entries/start", """{"title":"Now"}""")).Is(201).Json["data"]!.Text("self");
        var id = world.Id("time_entry", long.Parse(self.Split('/')[^1], null));
        app.Time.Advance(TimeSpan.FromMinutes(5));
        (await world.Api.Other("PUT", "/timing/api/v1/time-entries/stop")).Is(200);
        var then = (await world.Api.Get($"/{id}/en/rest?version=1")).Is(200).Json;
        Assert.True(then["is_running"]!.GetValue<bool>());
        Assert.Equal(0, then.Number("duration_seconds"));
        Assert.Equal(300, (await world.Api.Get($"/{id}/en/rest?version=2")).Is(200).Json.Number("duration_seconds"));
    }

    private static string[] Changed(System.Text.Json.Nodes.JsonNode version) =>
        [.. version["changed"]!.AsArray().Select(name => name!.GetValue<string>()).Order()];
}
