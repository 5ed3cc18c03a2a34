using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>Whole exchanges about one entry, with the members, types and envelopes that the document shows.</summary>
[Collection(TimingAppTests.Name)]
public sealed class TimeEntryContractTests(TimingApp app)
{
    private static string Full(string self, string? project, Person creator) => $$"""
        {
            "data": {
                "self": "{{self}}",
                "start_date": "2019-01-01T00:00:00.000000+00:00",
                "end_date": "2019-01-01T01:00:00.000000+00:00",
                "duration": 3600,
                "project": {{(project is null ? "null" : $$"""{ "self": "{{project}}" }""")}},
                "title": "Client Meeting",
                "notes": "Some more detailed notes",
                "is_running": false,
                "creator_id": "{{creator.Self}}",
                "creator_name": "Johnny Appleseed",
                "billing_status": "billable",
                "custom_fields": { "field_name": "field_value" }
            }
        }
        """;

    private const string FullBody = """
        {
            "start_date": "2019-01-01T00:00:00+00:00",
            "end_date": "2019-01-01T01:00:00+00:00",
            "project": "Unproductive child project",
            "title": "Client Meeting",
            "notes": "Some more detailed notes",
            "replace_existing": false,
            "custom_fields": { "field_name": "field_value" },
            "billing_status": "billable"
        }
        """;

    [Fact]
    public async Task Create_with_all_fields()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""")).Is(201).Self;

        var created = await world.Api.Post("/time-entries", FullBody);

        created.Is(201, Full(created.Self, project, world.Owner));
        Assert.Matches("^/time-entries/[1-9][0-9]*$", created.Self);
    }

    [Fact]
    public async Task Create_with_nothing_but_dates()
    {
        var world = await World.CreateAsync(app);

        var created = await world.Api.Post(
            "/time-entries", """{ "start_date": "2019-01-01T00:00:00+00:00", "end_date": "2019-01-01T00:00:00.5+00:00" }""");

        created.Is(201, $$"""
            {
                "data": {
                    "self": "{{created.Self}}",
                    "start_date": "2019-01-01T00:00:00.000000+00:00",
                    "end_date": "2019-01-01T00:00:00.500000+00:00",
                    "duration": 0,
                    "project": null,
                    "title": null,
                    "notes": null,
                    "is_running": false,
                    "creator_id": "{{world.Owner.Self}}",
                    "creator_name": "Johnny Appleseed",
                    "billing_status": "undetermined",
                    "custom_fields": {}
                }
            }
            """);
    }

    [Fact]
    public async Task Show_answers_as_create_did()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""")).Self;
        var created = await world.Api.Post("/time-entries", FullBody);

        var shown = await world.Api.Get(created.Self);

        shown.Is(200, Full(created.Self, project, world.Owner));
        Assert.Equal(created.Body, shown.Body);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Update_with_all_fields(string method)
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""")).Self;
        var created = await world.Api.Post(
            "/time-entries", """{ "start_date": "2018-05-05T10:00:00Z", "end_date": "2018-05-05T11:00:00Z" }""");

        var updated = await world.Api.Send(method, created.Self, FullBody);

        updated.Is(200, Full(created.Self, project, world.Owner));
        Assert.Equal(updated.Body, (await world.Api.Get(created.Self)).Body);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Update_keeps_what_is_left_out(string method)
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""");
        var created = await world.Api.Post("/time-entries", FullBody);

        var untouched = await world.Api.Send(method, created.Self, "{}");
        Assert.Equal(created.Body, untouched.Is(200).Body);

        var updated = await world.Api.Send(method, created.Self, """{ "notes": "Other" }""");
        var expected = created.Json;
        expected["data"]!["notes"] = "Other";
        updated.Is(200, expected.ToJsonString());
    }

    [Fact]
    public async Task Update_takes_away_what_is_null()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""");
        var created = await world.Api.Post("/time-entries", FullBody);

        var updated = await world.Api.Patch(
            created.Self,
            """{ "project": null, "title": null, "notes": null, "billing_status": null, "custom_fields": { "field_name": null } }""");

        var expected = created.Json;
        var data = expected["data"]!;
        (data["project"], data["title"], data["notes"]) = (null, null, null);
        data["billing_status"] = "undetermined";
        data["custom_fields"] = new System.Text.Json.Nodes.JsonObject();
        updated.Is(200, expected.ToJsonString());
    }

    [Fact]
    public async Task Delete_answers_204_without_a_body()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""");
        var created = await world.Api.Post("/time-entries", FullBody);

        var deleted = await world.Api.Delete(created.Self);

        deleted.Is(204);
        Assert.Equal("", deleted.Body);
        (await world.Api.Get(created.Self)).Is(404, """{ "message": "Time entry not found." }""");
        (await world.Api.Delete(created.Self)).Is(404, """{ "message": "Time entry not found." }""");
    }
}
