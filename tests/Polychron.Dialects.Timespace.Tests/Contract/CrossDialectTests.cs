using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Tests.Support;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary>One data set: what is made here is there in the other dialects, and the reverse.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class CrossDialectTests(TimespaceApp app)
{
    private const string Timing = "/timing/api/v1";

    [Fact]
    public async Task A_time_entry_made_here_is_one_of_timing()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddRecordAsync("project", """{"title":"Site"}""");
        var id = await world.AddRecordAsync(
            "time_entry",
            $$"""{"title":"Meeting","project":"{{project}}","start":"2024-02-28T09:00:00Z","end":"2024-02-28T10:00:00Z","billing_status":"billable"}""");
        var there = (await world.Api.Other("GET", $"{Timing}/time-entries/{Number(id)}")).Is(200).Json["data"]!;
        Assert.Equal("Meeting", there.Text("title"));
        Assert.Equal(3600, there.Number("duration"));
        Assert.Equal("billable", there.Text("billing_status"));
        Assert.Equal($"/projects/{Number(project)}", there["project"]!.Text("self"));
        (await world.Api.Delete($"/{id}/en/rest")).Is(200);
        (await world.Api.Other("GET", $"{Timing}/time-entries/{Number(id)}")).Is(404);
    }

    [Fact]
    public async Task An_edit_made_through_timing_is_a_version_here()
    {
        var world = await World.CreateAsync(app);
        var self = (await world.Api.Other(
            "POST",
            $"{Timing}/time-entries",
            """{"start_date":"2024-02-28T09:00:00+00:00","end_date":"2024-02-28T10:00:00+00:00","title":"There"}""")).Is(201).Json["data"]!.Text("self");
        var number = long.Parse(self.Split('/')[^1], null);
        var id = world.Id("time_entry", number);
        Assert.Equal("There", (await world.Api.Get($"/{id}/en/rest")).Is(200).Json.Text("title"));
        (await world.Api.Other("PUT", $"{Timing}/time-entries/{number}", """{"title":"Edited there"}""")).Is(200);
        var versions = (await world.Api.Get($"/{id}/en/rest?versions=true")).Is(200).Json.AsArray();
        Assert.Equal([2, 1], versions.Select(version => version!.Number("version")));
        Assert.Contains(versions[0]!["changed"]!.AsArray(), name => name!.GetValue<string>() == "title");
        Assert.Equal("There", (await world.Api.Get($"/{id}/en/rest?version=1")).Is(200).Json.Text("title"));
    }

    [Fact]
    public async Task Clients_and_labels_of_timely_are_records_and_a_running_timer_runs_here()
    {
        var world = await World.CreateAsync(app);
        var client = (await world.Api.Other("POST", $"/timely/1.1/{world.Cloud}/clients", """{"client":{"name":"Acme"}}""")).Is(200);
        Assert.Equal("Acme", (await world.Api.Get($"/{world.Id("client", client.Json.Number("id"))}/en/rest")).Is(200).Json.Text("name"));
        var label = await world.AddRecordAsync("label", """{"name":"Design"}""");
        (await world.Api.Other("GET", $"/timely/1.1/{world.Cloud}/labels/{Number(label)}")).Is(200);
        var self = (await world.Api.Other("POST", $"{Timing}/time-entries/start", """{"title":"Now"}""")).Is(201).Json["data"]!.Text("self");
        var running = (await world.Api.Get($"/{world.Id("time_entry", long.Parse(self.Split('/')[^1], null))}/en/rest")).Is(200).Json;
        Assert.True(running["is_running"]!.GetValue<bool>());
        Assert.Null(running["end"]);
    }

    private static long Number(string id) => RecordId.TryParse(id, out var parsed) ? parsed.Number : throw new FormatException(id);
}
