using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>"Events", as documented: the bodies of the document and the objects that it answers with.</summary>
[Collection(MovingTimelyAppTests.Name)]
public sealed class EventContractTests(TimelyApp app)
{
    private const string Documented = """
        "hours":3,"minutes":30,"seconds":0,"estimated_hours":4,"estimated_minutes":0,"from":"2024-02-28T07:22:24.283+01:00","to":"2024-02-28T10:52:24.283+01:00","day":"2024-02-28","note":"Notes for testing with some random #hash in it.","hour_rate":100,"timer_state":0,"created_from":"Web","updated_from":"Web"
        """;

    [Fact]
    public async Task Create_answers_with_the_documented_object()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var created = (await world.Api.Post("~/events", $$"""{"event":{ {{Documented}},"project_id":{{project}} } }""")).Is(201);
        created.Is(201, await ExpectedAsync(world, created, project));
        (await world.Api.Get($"~/events/{created.Json.Number("id")}")).Is(200, created.Body);
        foreach (var number in new[] { "\"total_hours\":3.5", "\"total_hours\":4.0", "\"amount\":350.0", "\"hour_rate\":100.0,\"hour_rate_in_cents\":10000,", "\"sequence\":1" })
        {
            Assert.Contains(number, created.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Create_for_a_project_and_for_another_user()
    {
        var world = await World.CreateAsync(app);
        var (_, employee) = await world.AddStaffAsync();
        var project = await world.AddProjectForAsync("", world.Owner, employee);
        var other = await world.AddProjectForAsync("", world.Owner);
        var ofProject = (await world.Api.Post($"~/projects/{project}/events", $$"""{"event":{ {{Documented}},"project_id":{{other}} } }""")).Is(201);
        ofProject.Is(201, await ExpectedAsync(world, ofProject, project));
        var ofUser = (await world.Api.Post($"~/users/{employee.Id}/events", $$"""{"event":{ {{Documented}},"user_id":{{world.Owner.Id}} } }""")).Is(201).Json;
        Assert.Equal(employee.Id, ofUser["user"]!.Number("id"));
        Assert.Equal(project, ofUser["project"]!.Number("id"));
        Assert.Equal(world.Owner.Id, ofUser.Number("creator_id"));
    }

    [Fact]
    public async Task Update_in_its_three_forms()
    {
        var world = await World.CreateAsync(app);
        var (_, employee) = await world.AddStaffAsync();
        var project = await world.AddProjectForAsync("", world.Owner, employee);
        var other = await world.AddProjectForAsync("", world.Owner, employee);
        var id = (await world.Api.Post("~/events", $$"""{"event":{ {{Documented}},"project_id":{{project}} } }""")).Is(201).Json.Number("id");
        const string body = """{"event":{"note":"Updated details and project","minutes":0,"hours":0,"estimated":true,"estimated_minutes":0,"estimated_hours":2}}""";

        var updated = (await world.Api.Put($"~/events/{id}", body)).Is(200).Json;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Duration(0)), updated["duration"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Duration(120)), updated["estimated_duration"]));
        Assert.Equal("""{"fractional":0,"formatted":"$0.00","amount":0.0}""", updated["cost"]!.ToJsonString());
        Assert.Equal("""{"fractional":20000,"formatted":"$200.00","amount":200.0}""", updated["estimated_cost"]!.ToJsonString());
        Assert.Equal("Updated details and project", updated.Text("note"));
        Assert.True(updated["estimated"]!.GetValue<bool>());
        Assert.Equal("2024-02-28T10:52:24+01:00", updated.Text("to"));
        Assert.Equal("2024-02-28T07:22:24+01:00", updated.Text("from"));
        Assert.Equal(100.0m, updated["hour_rate"]!.GetValue<decimal>());

        var moved = (await world.Api.Put($"~/projects/{other}/events/{id}", """{"event":{"note":"moved"}}""")).Is(200).Json;
        Assert.Equal((other, "moved"), (moved["project"]!.Number("id"), moved.Text("note")));
        Assert.Equal(50.0m, moved["hour_rate"]!.GetValue<decimal>());
        var handed = (await world.Api.Put($"~/users/{employee.Id}/events/{id}", """{"event":{"note":"handed"}}""")).Is(200).Json;
        Assert.Equal((employee.Id, "handed"), (handed["user"]!.Number("id"), handed.Text("note")));
        Assert.Equal(world.Owner.Id, handed.Number("creator_id"));
    }

    [Fact]
    public async Task Delete_and_timers()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var id = (await world.Api.Post("~/events", $$"""{"event":{ {{Documented}},"project_id":{{project}} } }""")).Is(201).Json.Number("id");
        var started = (await world.Api.Put($"~/events/{id}/start", "")).Is(200).Json;
        var at = app.Now.ToUnixTimeSeconds();
        Assert.Equal(("start", at, 0L), (started.Text("timer_state"), started.Number("timer_started_on"), started.Number("timer_stopped_on")));
        Assert.Equal("03:30", started["duration"]!.Text("formatted"));

        app.Time.Advance(TimeSpan.FromHours(1));
        var stopped = (await world.Api.Put($"~/events/{id}/stop", "")).Is(200).Json;
        Assert.Equal(("stop", 0L, at + 3_600), (stopped.Text("timer_state"), stopped.Number("timer_started_on"), stopped.Number("timer_stopped_on")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Duration(270)), stopped["duration"]));
        Assert.Equal("""{"fractional":45000,"formatted":"$450.00","amount":450.0}""", stopped["cost"]!.ToJsonString());
        Assert.Equal("2024-02-28T10:52:24+01:00", stopped.Text("to"));

        (await world.Api.Delete($"~/events/{id}")).Is(200, "{}");
        (await world.Api.Get($"~/events/{id}")).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await world.Api.Delete($"~/events/{id}")).Is(404, """{"errors":{"message":"Not Found"}}""");
    }

    [Fact]
    public async Task The_three_lists_hold_the_documented_object()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var created = (await world.Api.Post("~/events", $$"""{"event":{ {{Documented}},"project_id":{{project}} } }""")).Is(201);
        foreach (var path in new[] { "~/events", "~/events?filter=all", $"~/projects/{project}/events", $"~/users/{world.Owner.Id}/events", "~/hours" })
        {
            (await world.Api.Get(path)).Is(200, $"[{created.Body}]");
        }
    }

    [Fact]
    public async Task Bulk_answers_with_ids()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var created = (await world.Api.Post("~/bulk/events", $$"""
            {"create":[{"hours":3,"minutes":30,"seconds":0,"estimated_hours":4,"estimated_minutes":0,"from":"2021-10-21T07:22:21.997+02:00","to":"2021-10-21T10:52:21.997+02:00","day":"2021-10-21","note":"Notes for testing with some random #hash in it.","hour_rate":100,"timer_state":0,"created_from":"Web","updated_from":"Web","user_id":{{world.Owner.Id}},"account_id":{{world.WorkspaceId}},"project_id":{{project}}}]}
            """)).Is(200);
        var id = created.Json["created_ids"]![0]!.GetValue<long>();
        created.Is(200, $$"""{"deleted_ids":[],"created_ids":[{{id}}],"updated_ids":[],"errors":{"create":[],"update":[] } }""");
        (await world.Api.Post("~/bulk/events", $$"""{"update":[{"id":{{id}},"note":"updated","billed":true}]}"""))
            .Is(200, $$"""{"deleted_ids":[],"created_ids":[],"updated_ids":[{{id}}],"errors":{"create":[],"update":[] } }""");
        var shown = (await world.Api.Get($"~/hours/{id}")).Is(200).Json;
        Assert.Equal("updated", shown.Text("note"));
        Assert.True(shown["billed"]!.GetValue<bool>());
        (await world.Api.Post("~/bulk/hours", $$"""{"delete":[{{id}}]}"""))
            .Is(200, $$"""{"deleted_ids":[{{id}}],"created_ids":[],"updated_ids":[],"errors":{"create":[],"update":[] } }""");
        (await world.Api.Get($"~/events/{id}")).Is(404);
    }

    [Fact]
    public async Task Hours_are_events_and_the_wrapper_may_be_left_out()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var bare = (await world.Api.Post("~/hours", """{"day":"2024-02-28","hours":1,"minutes":30}""")).Is(201).Json;
        var wrapped = (await world.Api.Post($"~/projects/{project}/hours", """{"hour":{"day":"2024-02-28","hours":1,"minutes":30}}""")).Is(201).Json;
        Assert.Equal(5_400, bare["duration"]!.Number("total_seconds"));
        Assert.Equal(5_400, wrapped["duration"]!.Number("total_seconds"));
        var id = bare.Number("id");
        (await world.Api.Put($"~/hours/{id}", """{"note":"bare"}""")).Is(200);
        (await world.Api.Put($"~/hours/{id}/start", "")).Is(200);
        (await world.Api.Put($"~/hours/{id}/stop", "")).Is(200);
        (await world.Api.Put($"~/projects/{project}/hours/{id}", "{}")).Is(200);
        (await world.Api.Put($"~/users/{world.Owner.Id}/hours/{id}", "{}")).Is(200);
        Assert.Equal(2, (await world.Api.IdsAsync($"~/users/current/hours")).Length);
        (await world.Api.Delete($"~/hours/{id}")).Is(200, "{}");
        (await world.Api.Get("~/minutes")).Is(404);
        Assert.Equal(["GET", "HEAD", "POST"], (await world.Api.Delete("~/hours")).Is(405).Headers["allow"].SelectMany(value => value.Split(", ")));
        (await world.Api.Delete("~/minutes")).Is(404);
    }

    private static async Task<string> ExpectedAsync(World world, Answer created, long project)
    {
        var owner = (await world.Api.Get("~/users/current")).Is(200).Json;
        var avatar = owner["avatar"]!;
        var client = (await world.Api.Get($"~/projects/{project}")).Is(200).Json["client"]!;
        var at = world.App.Now.ToUnixTimeSeconds();
        var now = world.App.Now.InZone(NodaTime.DateTimeZoneProviders.Tzdb["Europe/Paris"]).ToString("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>", null);
        var uid = created.Json.Text("uid");
        Assert.Matches("^[0-9a-f]{32}$", uid);
        return $$"""
            { "id": {{created.Json.Number("id")}}, "uid": "{{uid}}",
              "user": { "id": {{world.Owner.Id}}, "email": "{{world.Owner.Email}}", "name": "Marija Petrovic",
                "avatar": { "large_retina": "{{avatar.Text("large_retina")}}", "large": "{{avatar.Text("large")}}",
                  "medium_retina": "{{avatar.Text("medium_retina")}}", "medium": "{{avatar.Text("medium")}}",
                  "timeline": "{{created.Json["user"]!["avatar"]!.Text("timeline")}}" },
                "updated_at": "{{created.Json["user"]!.Text("updated_at")}}" },
              "project": { "id": {{project}}, "active": true, "account_id": {{world.WorkspaceId}}, "name": "Timely", "color": "67a3bc",
                "rate_type": "project", "billable": true, "updated_at": {{at}}, "external_id": null, "budget_scope": null,
                "client": { "id": {{client.Number("id")}}, "name": "Timely", "active": true, "external_id": null, "updated_at": "{{now}}" },
                "required_notes": false, "required_labels": false, "budget_expired_on": null, "has_recurrence": false,
                "enable_labels": "all", "budget": 0, "budget_type": "", "hour_rate": 50.0, "hour_rate_in_cents": 5000.0,
                "budget_progress": 0.0, "budget_percent": 0.0, "invoice_by_budget": false,
                "labels": [], "label_ids": [], "required_label_ids": [] },
              "duration": {{Duration(210)}}, "estimated_duration": {{Duration(240)}},
              "cost": { "fractional": 35000, "formatted": "$350.00", "amount": 350.0 },
              "estimated_cost": { "fractional": 40000, "formatted": "$400.00", "amount": 400.0 },
              "day": "2024-02-28", "note": "Notes for testing with some random #hash in it.", "sequence": 1, "estimated": false,
              "timer_state": "default", "timer_started_on": 0, "timer_stopped_on": 0, "label_ids": [], "user_ids": [],
              "updated_at": {{at}}, "created_at": {{at}}, "created_from": "Timely", "updated_from": "Timely",
              "billed": false, "billable": true, "to": "2024-02-28T10:52:24+01:00", "from": "2024-02-28T07:22:24+01:00",
              "deleted": false, "hour_rate": 100.0, "hour_rate_in_cents": 10000,
              "creator_id": {{world.Owner.Id}}, "updater_id": {{world.Owner.Id}}, "external_id": null, "entry_ids": [],
              "suggestion_id": null, "draft": false, "manage": true, "forecast_id": null, "billed_at": null,
              "locked_reason": null, "locked": false, "invoice_id": null, "timestamps": [] }
            """;
    }
}
