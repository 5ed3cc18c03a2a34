using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>Whole exchanges of "Batch update time entries".</summary>
[Collection(TimingAppTests.Name)]
public sealed class BatchContractTests(TimingApp app)
{
    private static async Task<string> EntryAsync(Api api, int hour) => (await api.Post(
        "/time-entries",
        $$"""{ "start_date": "2019-01-01T0{{hour}}:00:00Z", "end_date": "2019-01-01T0{{hour + 1}}:00:00Z", "custom_fields": { "kept": "1" } }""")).Is(201).Self;

    private static string Id(string self) => self.Split('/')[^1];

    [Fact]
    public async Task Update_by_number_text_and_reference()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""")).Self;
        string[] entries = [await EntryAsync(world.Api, 0), await EntryAsync(world.Api, 2), await EntryAsync(world.Api, 4)];
        string Entry(int at) => $$"""
            {
                "self": "{{entries[at]}}",
                "start_date": "2019-01-01T0{{at * 2}}:00:00.000000+00:00",
                "end_date": "2019-01-01T0{{(at * 2) + 1}}:00:00.000000+00:00",
                "duration": 3600,
                "project": { "self": "{{project}}" },
                "title": "Client Meeting",
                "notes": "Some more detailed notes",
                "is_running": false,
                "creator_id": "{{world.Owner.Self}}",
                "creator_name": "Johnny Appleseed",
                "billing_status": "billed",
                "custom_fields": { "field_name": "field_value", "kept": "1" }
            }
            """;

        var updated = await world.Api.Patch("/time-entries/batch-update", $$"""
            {
                "time_entries": [{{Id(entries[2])}}, "{{Id(entries[0])}}", "{{entries[1]}}", {{Id(entries[2])}}],
                "data": {
                    "billing_status": "billed",
                    "project": "Unproductive child project",
                    "title": "Client Meeting",
                    "notes": "Some more detailed notes",
                    "custom_fields": { "field_name": "field_value" },
                    "start_date": "2000-01-01T00:00:00Z"
                },
                "allow_editing_other_users": false
            }
            """);

        updated.Is(200, $$"""{ "data": [{{Entry(2)}}, {{Entry(0)}}, {{Entry(1)}}], "message": "Updated 3 time entries." }""");
    }

    [Fact]
    public async Task Update_of_one_says_entry()
    {
        var world = await World.CreateAsync(app);
        var entry = await EntryAsync(world.Api, 0);

        var updated = await world.Api.Patch(
            "/time-entries/batch-update", $$"""{ "time_entries": [{{Id(entry)}}], "data": { "title": "t" } }""");

        Assert.Equal("Updated 1 time entry.", updated.Is(200).Json.Text("message"));
        Assert.Single(updated.Items);
    }

    [Fact]
    public async Task One_unknown_entry_leaves_all_as_they_were()
    {
        var world = await World.CreateAsync(app);
        var stranger = await World.CreateAsync(app);
        var entry = await EntryAsync(world.Api, 0);
        var foreign = await EntryAsync(stranger.Api, 0);
        var deleted = await EntryAsync(world.Api, 2);
        (await world.Api.Delete(deleted)).Is(204);

        // A foreign id may by chance be one of our own: ids are counted in each workspace.
        var outside = (await world.Api.Get(foreign)).Status == System.Net.HttpStatusCode.NotFound ? Id(foreign) : "999999";
        var refused = await world.Api.Patch(
            "/time-entries/batch-update",
            $$"""{ "time_entries": [{{Id(entry)}}, {{Id(deleted)}}, {{outside}}, 0, -1, 9223372036854775807], "data": { "title": "t" } }""");

        refused.IsInvalid("time_entries.1", "time_entries.2", "time_entries.3", "time_entries.4", "time_entries.5");
        Assert.Single(refused.Json["errors"]!.AsObject().Select(error => error.Value![0]!.GetValue<string>()).Distinct());
        Assert.Null((await world.Api.Get(entry)).Data["title"]);
    }

    [Theory]
    [InlineData("{}", "time_entries", "data")]
    [InlineData("""{ "time_entries": null, "data": null }""", "time_entries", "data")]
    [InlineData("""{ "time_entries": [], "data": {} }""", "time_entries")]
    [InlineData("""{ "time_entries": 1, "data": [] }""", "time_entries", "data")]
    [InlineData("""{ "time_entries": { "0": 1 }, "data": {} }""", "time_entries")]
    [InlineData("""{ "time_entries": [null, true, {}, "abc", 1.5, "/projects/1", 9223372036854775808], "data": {} }""",
        "time_entries.0", "time_entries.1", "time_entries.2", "time_entries.3", "time_entries.4", "time_entries.5", "time_entries.6")]
    [InlineData("""{ "time_entries": [1], "data": { "title": 1, "notes": [], "billing_status": "free", "custom_fields": "x", "project": true } }""",
        "data.title", "data.notes", "data.billing_status", "data.custom_fields", "data.project")]
    [InlineData("""{ "time_entries": [1], "data": {}, "allow_editing_other_users": "perhaps" }""", "allow_editing_other_users")]
    public async Task Wrong_values_are_named(string body, params string[] fields)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Patch("/time-entries/batch-update", body)).IsInvalid(fields);
    }

    [Fact]
    public async Task Refusals_of_use_cases_are_named_as_in_the_body()
    {
        var world = await World.CreateAsync(app);
        var entry = Id(await EntryAsync(world.Api, 0));
        Task<Answer> Update(string data) => world.Api.Patch(
            "/time-entries/batch-update", $$"""{ "time_entries": [{{entry}}], "data": {{data}} }""");

        (await Update("""{ "project": "No such project" }""")).IsInvalid("data.project");
        (await Update("""{ "custom_fields": { "_x": "y" } }""")).IsInvalid("data.custom_fields._x");
    }

    [Fact]
    public async Task At_most_500_entries()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Patch(
            "/time-entries/batch-update",
            $$"""{ "time_entries": [{{string.Join(',', Enumerable.Range(1, 501))}}], "data": {} }""")).IsInvalid("time_entries");
    }
}
