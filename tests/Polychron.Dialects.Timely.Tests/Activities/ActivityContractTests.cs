using Polychron.Dialects.Timely.Tests.Access;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Activities;

/// <summary>"Retrieve activities", as documented.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ActivityContractTests(TimelyApp app)
{
    [Fact]
    public async Task Archived_and_half_of_the_budget_used()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync(""", "budget_type":"H", "budget":10""");
        await world.AddHoursAsync(world.Owner, project, seconds: 5 * 3_600);
        (await world.Api.Put($"~/projects/{project}", """{"project":{"active":false}}""")).Is(200);
        var answer = await world.Api.Get("~/activities?filter=projects&limit=2");
        var activities = answer.Is(200).Json.AsArray();
        var user = (await world.Api.Get("~/reports/filter?scope=events&since=2024-02-01&until=2024-02-29")).Is(200).Json[0]!["user"]!;
        var client = (await world.Api.Get($"~/projects/{project}")).Is(200).Json["client"]!;
        string Expected(int at, string message, string type) => $$"""
            { "id": {{activities[at]!.Number("id")}}, "user": {{user.ToJsonString()}}, "message": "{{message}}", "activity_type": "{{type}}",
              "url": "{{world.Api.Url($"~/projects/{project}")}}", "updated_at": {{activities[at]!["updated_at"]!.ToJsonString()}},
              "detail": null, "associated_ids": [], "entity_type": "Project", "entity_deleted": false, "parent_entity_name": "",
              "entity": { "id": {{project}}, "active": false, "name": "Timely", "color": "67a3bc", "client": {{client.ToJsonString()}},
                "updated_at": {{activities[0]!["updated_at"]!.ToJsonString()}} },
              "anomaly": false }
            """;
        answer.Is(200, $"[{Expected(0, "archived", "archive_project")}, {Expected(1, "50% of budget used", "project_budget_progress_fifty")}]");
        Assert.True(activities[0]!.Number("id") > activities[1]!.Number("id"));
        Assert.Matches(@"^2024-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$", activities[0]!.Text("updated_at"));
    }

    [Fact]
    public async Task Everything_that_is_done_is_told_once_latest_first()
    {
        var world = await World.CreateAsync(app);
        var employee = await world.AddAsync(Role.Member);
        var label = await world.AddLabelAsync();
        var team = (await world.Api.Post("~/teams", """{"team":{"name":"Backend"}}""")).Is(201).Json.Number("id");
        var project = await world.AddProjectAsync(""", "users": []""");
        var hours = (await world.Api.AddEventAsync($$""", "project_id":{{project}}, "note":"Kick-off" """)).Number("id");
        (await world.Api.Put($"~/events/{hours}", """{"event":{"hours":3}}""")).Is(200);
        (await world.Api.Put($"~/events/{hours}/start")).Is(200);
        (await world.Api.Put($"~/events/{hours}/stop")).Is(200);
        (await world.Api.Delete($"~/events/{hours}")).Is(200);
        (await world.Api.Put($"~/labels/{label}", """{"label":{"active":false}}""")).Is(200);
        (await world.Api.Put($"~/labels/{label}", """{"label":{"active":true}}""")).Is(200);
        (await world.Api.Put($"~/labels/{label}", """{"label":{"name":"Research"}}""")).Is(200);
        (await world.Api.Delete($"~/labels/{label}")).Is(200);
        (await world.Api.Delete($"~/teams/{team}")).Is(200);
        (await world.Api.Put($"~/users/{employee.Id}", """{"user":{"hide_hourly_rate":true}}""")).Is(200);
        (await world.Api.Delete($"~/users/{employee.Id}")).Is(200);
        (await world.Api.Delete($"~/projects/{project}")).Is(200);
        var told = (await world.Api.Get("~/activities")).Is(200).Json.AsArray();
        Assert.Equal(
            [
                "create_user:created", "create_user:created", "create_label:created", "create_team:created", "create_client:created", "create_project:created",
                "create_event:created", "update_event:updated", "start_timer:started a timer", "stop_timer:stopped a timer", "delete_event:deleted",
                "archive_label:archived", "unarchive_label:unarchived", "update_label:updated", "delete_label:deleted", "delete_team:deleted",
                "update_user:updated", "delete_user:deleted", "delete_project:deleted",
            ],
            told.Select(one => $"{one!.Text("activity_type")}:{one!.Text("message")}").Reverse());
        Assert.Equal(told.Count, told.Select(one => one!.Number("id")).Distinct().Count());

        // What is no more keeps the name that it last had, in all that is told of it.
        foreach (var (type, name) in new[] { ("Project", "Timely"), ("Label", "Research"), ("Team", "Backend"), ("User", employee.Name) })
        {
            var about = told.Where(one => one!.Text("entity_type") == type && (type != "User" || one!["entity"]!.Number("id") == employee.Id)).ToList();
            Assert.NotEmpty(about);
            Assert.All(about, one => Assert.Equal((true, name), (one!["entity_deleted"]!.GetValue<bool>(), one!["entity"]!.Text("name"))));
        }

        Assert.All(told.Where(one => one!.Text("entity_type") == "Event"), one =>
        {
            Assert.Equal((true, "Kick-off"), (one!["entity_deleted"]!.GetValue<bool>(), one!["entity"]!.Text("note")));
            Assert.Equal(["id", "day", "note", "duration", "updated_at"], one!["entity"]!.AsObject().Select(field => field.Key));
        });
    }

    [Fact]
    public async Task Pages_of_any_size_and_both_orders_tell_the_same()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync(""", "budget_type":"M", "budget":100, "hour_rate":10""");
        for (var i = 0; i < 12; i++)
        {
            await world.AddHoursAsync(world.Owner, project);
        }

        var all = await world.Api.IdsAsync("~/activities");
        Assert.Equal(all.OrderDescending(), all);
        var levels = (await world.Api.Get("~/activities?filter=project")).Json.AsArray().Select(one => one!.Text("message")).ToList();
        Assert.Equal(["100% of budget used", "80% of budget used", "50% of budget used", "created"], levels);
        foreach (var size in new[] { 1, 2, 3, 7, 50 })
        {
            foreach (var (order, expected) in new[] { ("", all), ("&order=desc", all), ("&order=asc", [.. all.Reverse()]) })
            {
                var paged = new List<long>();
                for (var offset = 0; offset <= all.Length; offset += size)
                {
                    var page = (await world.Api.Get($"~/activities?limit={size}&offset={offset}{order}")).Is(200);
                    paged.AddRange(page.Json.AsArray().Select(one => one!.Number("id")));
                    Assert.Equal(offset + size < all.Length, page.Header("Link") is not null);
                }

                Assert.Equal(expected, paged);
            }
        }

        Assert.Equal(all.Skip(4).Take(4), await world.Api.IdsAsync("~/activities?page=2&per_page=4"));
        foreach (var filter in new[] { "projects", "clients", "users", "events", "hours", "labels", "teams" })
        {
            var type = filter is "events" or "hours" ? "Event" : char.ToUpperInvariant(filter[0]) + filter[1..^1];
            Assert.All((await world.Api.Get($"~/activities?filter={filter}")).Is(200).Json.AsArray(), one => Assert.Equal(type, one!.Text("entity_type")));
        }

        (await world.Api.Get("~/activities?filter=reports")).Is(200, "[]");
        (await world.Api.Get("~/activities?filter=reports&limit=0")).IsInvalid("limit");
        (await world.Api.Get("~/activities?order=up&filter=rates&limit=1001")).IsInvalid("order", "filter", "limit");
        (await world.Api.In(987_654).Get("~/activities")).Is(404, """{"errors":{"message":"Not Found"}}""");
    }

    [Fact]
    public async Task A_list_reads_the_end_of_the_log_once()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();
        for (var i = 0; i < 120; i++)
        {
            await world.AddHoursAsync(world.Owner, project);
        }

        Assert.Equal("0 commits, 2 reads", await StorageCostTests.CostAsync(async () => (await world.Api.Get("~/activities")).Is(200)));
        Assert.Equal("0 commits, 2 reads", await StorageCostTests.CostAsync(async () => (await world.Api.Get("~/activities?limit=5&offset=100")).Is(200)));

        // What it looks for is further back.
        Assert.Equal("0 commits, 3 reads", await StorageCostTests.CostAsync(async () => (await world.Api.Get("~/activities?filter=clients")).Is(200)));

        // The oldest of up to a thousand records are in one read.
        Assert.Equal("0 commits, 2 reads", await StorageCostTests.CostAsync(async () => (await world.Api.Get("~/activities?order=asc&limit=1")).Is(200)));
    }
}
