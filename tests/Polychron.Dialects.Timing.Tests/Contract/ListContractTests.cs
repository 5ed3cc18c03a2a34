using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>Whole exchanges of "List time entries".</summary>
[Collection(TimingAppTests.Name)]
public sealed class ListContractTests(TimingApp app)
{
    [Fact]
    public async Task All_parameters_with_project_data()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post(
            "/projects", """{ "title": "Project at root level", "color": "#FF0000", "default_billing_status": "billable" }""")).Self;
        await world.Api.Post("/projects", """{ "title": "Child", "parent": "Project at root level" }""");
        var entry = (await world.Api.Post("/time-entries", """
            {
                "start_date": "2019-01-01T00:00:00+00:00",
                "end_date": "2019-01-01T01:00:00+00:00",
                "project": "Project at root level",
                "title": "Client Meeting",
                "notes": "Some more detailed notes"
            }
            """)).Is(201).Self;
        var list = world.Api.Url("/time-entries");
        var query = $"start_date_min=2019-01-01&start_date_max=2019-01-01&projects[]={project}&include_child_projects=1"
            + $"&search_query=meeting&is_running=0&include_project_data=1&include_team_members=0&team_members[]={world.Owner.Self}"
            + "&billing_status[]=billable";
        var page = $"{list}?start_date_min=2019-01-01&start_date_max=2019-01-01&projects%5B0%5D={Uri.EscapeDataString(project)}"
            + $"&include_child_projects=1&search_query=meeting&is_running=0&include_project_data=1&include_team_members=0"
            + $"&team_members%5B0%5D={Uri.EscapeDataString(world.Owner.Self)}&billing_status%5B0%5D=billable&page=1";

        (await world.Api.Get($"/time-entries?{query}")).Is(200, $$"""
            {
                "data": [
                    {
                        "self": "{{entry}}",
                        "start_date": "2019-01-01T00:00:00.000000+00:00",
                        "end_date": "2019-01-01T01:00:00.000000+00:00",
                        "duration": 3600,
                        "project": {
                            "self": "{{project}}",
                            "team_id": null,
                            "title": "Project at root level",
                            "title_chain": ["Project at root level"],
                            "color": "#FF0000",
                            "productivity_score": 1,
                            "is_archived": false,
                            "notes": null,
                            "parent": null,
                            "default_billing_status": "billable",
                            "custom_fields": {}
                        },
                        "title": "Client Meeting",
                        "notes": "Some more detailed notes",
                        "is_running": false,
                        "creator_id": "{{world.Owner.Self}}",
                        "creator_name": "Johnny Appleseed",
                        "billing_status": "billable",
                        "custom_fields": {}
                    }
                ],
                "links": { "first": "{{page}}", "last": "{{page}}", "prev": null, "next": null },
                "meta": {
                    "current_page": 1,
                    "from": 1,
                    "last_page": 1,
                    "links": [
                        { "url": null, "label": "&laquo; Previous", "page": null, "active": false },
                        { "url": "{{page}}", "label": "1", "page": 1, "active": true },
                        { "url": null, "label": "Next &raquo;", "page": null, "active": false }
                    ],
                    "path": "{{list}}",
                    "per_page": 100,
                    "to": 1,
                    "total": 1
                }
            }
            """);
    }

    [Fact]
    public async Task Nothing_to_list()
    {
        var world = await World.CreateAsync(app);
        var list = world.Api.Url("/time-entries");

        (await world.Api.Get("/time-entries")).Is(200, $$"""
            {
                "data": [],
                "links": { "first": "{{list}}?page=1", "last": "{{list}}?page=1", "prev": null, "next": null },
                "meta": {
                    "current_page": 1,
                    "from": null,
                    "last_page": 1,
                    "links": [
                        { "url": null, "label": "&laquo; Previous", "page": null, "active": false },
                        { "url": "{{list}}?page=1", "label": "1", "page": 1, "active": true },
                        { "url": null, "label": "Next &raquo;", "page": null, "active": false }
                    ],
                    "path": "{{list}}",
                    "per_page": 100,
                    "to": null,
                    "total": 0
                }
            }
            """);
    }

    [Fact]
    public async Task Without_project_data_projects_are_references()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "P" }""")).Self;
        await world.Api.Post("/time-entries", """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z", "project": "P" }""");
        await world.Api.Post("/time-entries", """{ "start_date": "2019-01-02T00:00:00Z", "end_date": "2019-01-02T01:00:00Z" }""");

        foreach (var query in (string[])["", "?include_project_data=0", "?include_project_data=false", "?include_project_data=False", "?include_project_data="])
        {
            var items = (await world.Api.Get($"/time-entries{query}")).Is(200).Items;
            Assert.Equal([null, $$"""{"self":"{{project}}"}"""], items.Select(item => item["project"]?.ToJsonString()));
        }

        foreach (var yes in (string[])["1", "true", "True"])
        {
            var items = (await world.Api.Get($"/time-entries?include_project_data={yes}")).Is(200).Items;
            Assert.Equal([null, "P"], items.Select(item => item["project"]?.Text("title")));
        }
    }
}
