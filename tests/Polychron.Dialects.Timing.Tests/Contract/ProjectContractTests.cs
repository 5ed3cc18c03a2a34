using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>Whole exchanges about projects.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ProjectContractTests(TimingApp app)
{
    [Fact]
    public async Task Create_below_a_parent_with_all_fields()
    {
        var world = await World.CreateAsync(app);
        var parent = (await world.Api.Post("/projects", """{ "title": "Project at root level" }""")).Is(201).Self;

        var created = await world.Api.Post("/projects", $$"""
            {
                "title": "Acme Inc.",
                "parent": "{{parent}}",
                "color": "#FF0000",
                "productivity_score": 0.5,
                "is_archived": false,
                "notes": "Some more detailed notes",
                "default_billing_status": "billable",
                "custom_fields": { "field_name": "field_value" }
            }
            """);

        created.Is(201, $$"""
            {
                "data": {
                    "self": "{{created.Self}}",
                    "team_id": null,
                    "title": "Acme Inc.",
                    "title_chain": ["Project at root level", "Acme Inc."],
                    "color": "#FF0000",
                    "productivity_score": 0.5,
                    "is_archived": false,
                    "notes": "Some more detailed notes",
                    "children": [],
                    "parent": { "self": "{{parent}}" },
                    "default_billing_status": "billable",
                    "custom_fields": { "field_name": "field_value" }
                },
                "links": { "time-entries": "{{world.Api.Url("/time-entries")}}?project[]={{created.Self}}" }
            }
            """);
        Assert.Matches("^/projects/[1-9][0-9]*$", created.Self);
    }

    [Fact]
    public async Task Create_with_nothing_but_a_title()
    {
        var world = await World.CreateAsync(app);

        var created = await world.Api.Post("/projects", """{ "title": "Bare" }""");

        var color = created.Is(201).Data.Text("color");
        created.Is(201, $$"""
            {
                "data": {
                    "self": "{{created.Self}}",
                    "team_id": null,
                    "title": "Bare",
                    "title_chain": ["Bare"],
                    "color": "{{color}}",
                    "productivity_score": 1,
                    "is_archived": false,
                    "notes": null,
                    "children": [],
                    "parent": null,
                    "default_billing_status": null,
                    "custom_fields": {}
                },
                "links": { "time-entries": "{{world.Api.Url("/time-entries")}}?project[]={{created.Self}}" }
            }
            """);

        // Random hue, 70 % saturation, 100 % value: the channels lie between 30 % and 100 %, and both ends occur.
        Assert.Matches("^#[0-9A-F]{6}$", color);
        var channels = Convert.FromHexString(color[1..]);
        Assert.Equal((0x4D, 0xFF), (channels.Min(), channels.Max()));
    }

    [Fact]
    public async Task Show_refers_to_children()
    {
        var world = await World.CreateAsync(app);
        var root = await world.Api.Post("/projects", """{ "title": "Root", "color": "#00ff00" }""");
        var child = (await world.Api.Post("/projects", """{ "title": "Child", "parent": "Root" }""")).Is(201).Self;

        (await world.Api.Get(root.Self)).Is(200, $$"""
            {
                "data": {
                    "self": "{{root.Self}}",
                    "team_id": null,
                    "title": "Root",
                    "title_chain": ["Root"],
                    "color": "#00ff00",
                    "productivity_score": 1,
                    "is_archived": false,
                    "notes": null,
                    "children": [{ "self": "{{child}}" }],
                    "parent": null,
                    "default_billing_status": null,
                    "custom_fields": {}
                },
                "links": { "time-entries": "{{world.Api.Url("/time-entries")}}?project[]={{root.Self}}" }
            }
            """);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Update_with_all_fields(string method)
    {
        var world = await World.CreateAsync(app);
        var created = await world.Api.Post(
            "/projects", """{ "title": "Before", "custom_fields": { "kept": "1", "gone": "2" } }""");

        var updated = await world.Api.Send(method, created.Self, """
            {
                "title": "Acme Inc.",
                "color": "#FF0000",
                "productivity_score": -1,
                "is_archived": true,
                "notes": "Some more detailed notes",
                "default_billing_status": "not_billable",
                "custom_fields": { "field_name": "field_value", "gone": null }
            }
            """);

        updated.Is(200, $$"""
            {
                "data": {
                    "self": "{{created.Self}}",
                    "team_id": null,
                    "title": "Acme Inc.",
                    "title_chain": ["Acme Inc."],
                    "color": "#FF0000",
                    "productivity_score": -1,
                    "is_archived": true,
                    "notes": "Some more detailed notes",
                    "children": [],
                    "parent": null,
                    "default_billing_status": "not_billable",
                    "custom_fields": { "field_name": "field_value", "kept": "1" }
                },
                "links": { "time-entries": "{{world.Api.Url("/time-entries")}}?project[]={{created.Self}}" }
            }
            """);
        Assert.Equal(updated.Body, (await world.Api.Get(created.Self)).Body);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Update_keeps_what_is_left_out_and_resets_the_billing_status_when_it_is_empty(string method)
    {
        var world = await World.CreateAsync(app);
        var created = await world.Api.Post(
            "/projects", """{ "title": "Kept", "notes": "n", "productivity_score": 0, "default_billing_status": "billable" }""");

        Assert.Equal(created.Body, (await world.Api.Send(method, created.Self, "{}")).Is(200).Body);

        var reset = await world.Api.Send(method, created.Self, """{ "default_billing_status": "", "notes": null }""");
        var expected = created.Json;
        expected["data"]!["default_billing_status"] = null;
        expected["data"]!["notes"] = null;
        reset.Is(200, expected.ToJsonString());
    }

    [Fact]
    public async Task Delete_takes_the_children_with_it_and_leaves_the_entries_without_a_project()
    {
        var world = await World.CreateAsync(app);
        var root = (await world.Api.Post("/projects", """{ "title": "Root" }""")).Self;
        var child = (await world.Api.Post("/projects", """{ "title": "Child", "parent": "Root" }""")).Self;
        var entry = (await world.Api.Post(
            "/time-entries",
            """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z", "project": "Child" }""")).Is(201);

        var deleted = await world.Api.Delete(root);

        deleted.Is(204);
        Assert.Equal("", deleted.Body);
        (await world.Api.Get(root)).Is(404, """{ "message": "Project not found." }""");
        (await world.Api.Get(child)).Is(404, """{ "message": "Project not found." }""");
        var left = await world.Api.Get(entry.Self);
        Assert.Null(left.Is(200).Data["project"]);
        Assert.NotEqual(entry.ETag, left.ETag);
    }

    [Fact]
    public async Task Lists_show_references_and_the_hierarchy_shows_whole_children()
    {
        var world = await World.CreateAsync(app);
        var root = (await world.Api.Post("/projects", """{ "title": "Project at root level", "color": "#FF0000", "default_billing_status": "billable" }""")).Self;
        var child = (await world.Api.Post(
            "/projects",
            """{ "title": "Unproductive child project", "parent": "Project at root level", "color": "#00FF00", "productivity_score": -1, "default_billing_status": "not_billable" }""")).Self;
        static string Project(string self, string title, string chain, string color, int score, string children, string parent, string status) => $$"""
            {
                "self": "{{self}}",
                "team_id": null,
                "title": "{{title}}",
                "title_chain": [{{chain}}],
                "color": "{{color}}",
                "productivity_score": {{score}},
                "is_archived": false,
                "notes": null,
                "children": [{{children}}],
                "parent": {{parent}},
                "default_billing_status": "{{status}}",
                "custom_fields": {}
            }
            """;
        const string chain = "\"Project at root level\"";
        var leaf = Project(
            child, "Unproductive child project", $"{chain}, \"Unproductive child project\"", "#00FF00", -1, "", $$"""{ "self": "{{root}}" }""", "not_billable");
        string Root(string children) => Project(root, "Project at root level", chain, "#FF0000", 1, children, "null", "billable");

        (await world.Api.Get("/projects")).Is(200, $$"""{ "data": [{{Root($$"""{ "self": "{{child}}" }""")}}, {{leaf}}] }""");
        (await world.Api.Get("/projects/hierarchy")).Is(200, $$"""{ "data": [{{Root(leaf)}}] }""");
    }

    [Theory]
    [InlineData("/projects")]
    [InlineData("/projects/hierarchy")]
    public async Task Lists_without_projects_are_empty(string path)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get(path)).Is(200, """{ "data": [] }""");
    }
}
