using NodaTime;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Projects", as documented.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ProjectContractTests(TimelyApp app)
{
    private const string Zero = """{ "hours": 0, "minutes": 0, "seconds": 0, "formatted": "00:00", "total_hours": 0.0, "total_seconds": 0, "total_minutes": 0 }""";
    private const string Nothing = """{ "fractional": 0, "formatted": "$0.00", "amount": 0.0 }""";

    [Fact]
    public async Task Create_answers_with_the_documented_object()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddClientAsync();
        var one = (await world.Api.Post("~/labels", """{"name":"one"}""")).Json.Number("id");
        var two = (await world.Api.Post("~/labels", """{"name":"two"}""")).Json.Number("id");
        var created = (await world.Api.Post("~/projects", $$"""
            {"project":{"name":"New Project","rate_type":"project","hour_rate":50.0,"active":true,"deleted":false,"currency_code":"usd","color":"67a3bc","enable_labels":"all","lock_hours_in":0,"client_id":{{client}},"budget_type":"M","budget":300,"users":[{"user_id":{{world.Owner.Id}}}],"budget_recurrence":{"recur":"week","start_date":"2018-09-21","end_date":"2019-09-21","recur_until":"end_date"},"labels":[{"label_id":{{one}},"required":true},{"label_id":{{two}},"required":false}]},"name":null}
            """)).Is(201);
        var id = created.Json.Number("id");
        created.Is(201, $$"""
            { "id": {{id}}, "active": true, "account_id": {{world.WorkspaceId}}, "name": "New Project", "color": "67a3bc",
              "rate_type": "project", "billable": true, "updated_at": 1709294400, "external_id": null, "budget_scope": null,
              "client": { "id": {{client}}, "name": "Timely", "active": true, "external_id": null, "updated_at": "2024-03-01T13:00:00+01:00" },
              "required_notes": false, "required_labels": false, "budget_expired_on": null, "has_recurrence": true,
              "enable_labels": "all", "budget": 300, "budget_type": "M", "hour_rate": 50.0, "hour_rate_in_cents": 5000.0,
              "budget_progress": 0.0, "budget_percent": 0.0, "invoice_by_budget": false,
              "users": [{ "user_id": {{world.Owner.Id}}, "hour_rate": 50.0, "hour_rate_in_cents": 5000.0,
                "updated_at": "2024-03-01T13:00:00+01:00", "created_at": "2024-03-01T13:00:00+01:00", "deleted": false }],
              "labels": [
                { "project_id": {{id}}, "label_id": {{one}}, "budget": 0, "required": true, "updated_at": "2024-03-01T13:00:00+01:00" },
                { "project_id": {{id}}, "label_id": {{two}}, "budget": 0, "required": false, "updated_at": "2024-03-01T13:00:00+01:00" }],
              "label_ids": [{{one}}, {{two}}], "required_label_ids": [{{one}}],
              "cost": {{Nothing}}, "estimated_cost": {{Nothing}}, "duration": {{Zero}}, "estimated_duration": {{Zero}},
              "billed_cost": {{Nothing}}, "billed_duration": {{Zero}}, "unbilled_cost": {{Nothing}}, "unbilled_duration": {{Zero}},
              "first_logged_on": null, "last_logged_on": null,
              "budget_recurrence": { "recur": "week", "start_date": "2018-09-21", "end_date": "2019-09-21",
                "recur_until": "end_date", "days_count": 365, "updated_at": "2024-03-01T13:00:00+01:00" } }
            """);
        Assert.Contains("\"budget_progress\":0.0", created.Body, StringComparison.Ordinal);
        (await world.Api.Get($"~/projects/{id}")).Is(200, created.Body);
        var listed = (await world.Api.Get("~/projects")).Is(200).Json[0]!.AsObject();
        Assert.False(listed.ContainsKey("first_logged_on"));
        Assert.Equal("New Project", listed["name"]!.GetValue<string>());
        (await world.Api.Delete($"~/projects/{id}")).Is(200, "{}");
        (await world.Api.Get($"~/projects/{id}")).Is(404);
    }

    [Fact]
    public async Task Totals_and_days_come_from_the_hours()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync(""", "hour_rate":50, "budget_type":"H", "budget":10""");
        await world.AddHoursAsync(world.Owner, id, 2, 5_400);
        await world.AddHoursAsync(world.Owner, id, 1, 3_600, "2023-12-31T23:30:00Z", BillingStatus.Billed);
        var project = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.Equal("""{"fractional":20000,"formatted":"$200.00","amount":200.0}""", project["cost"]!.ToJsonString());
        Assert.Equal("""{"fractional":5000,"formatted":"$50.00","amount":50.0}""", project["billed_cost"]!.ToJsonString());
        Assert.Equal(10_800, project["unbilled_duration"]!.Number("total_seconds"));
        Assert.Equal("04:00", project["duration"]!.Text("formatted"));
        Assert.Equal("4.0", project["budget_progress"]!.ToJsonString());
        Assert.Equal("40.0", project["budget_percent"]!.ToJsonString());
        Assert.Equal("2024-01-01", project.Text("first_logged_on"));
        Assert.Equal("2024-02-28", project.Text("last_logged_on"));
    }

    [Fact]
    public async Task A_recurring_budget_counts_its_window_only()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync(
            """, "hour_rate":50, "budget_type":"M", "budget":400, "budget_recurrence":{"recur":"month","start_date":"2024-01-15"}""");
        await world.AddHoursAsync(world.Owner, id, 1, 3_600, "2024-02-14T22:59:00Z");
        await world.AddHoursAsync(world.Owner, id, 2, 3_600, "2024-02-14T23:00:00Z");
        await AssertProgressAsync("100.0", "25.0");
        await AssertProgressAsync("100.0", "25.0");
        await world.AddHoursAsync(world.Owner, id, 1, 3_600, "2024-02-20T09:00:00Z");
        await AssertProgressAsync("150.0", "37.5");
        Assert.Equal("forever", (await world.Api.Get($"~/projects/{id}")).Json["budget_recurrence"]!.Text("recur_until"));

        async Task AssertProgressAsync(string progress, string percent)
        {
            var project = (await world.Api.Get("~/projects")).Is(200).Json[0]!;
            Assert.Equal(progress, project["budget_progress"]!.ToJsonString());
            Assert.Equal(percent, project["budget_percent"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_recurring_budget_that_was_in_force_expires_with_its_last_day()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync();
        foreach (var (set, end, expired) in new (int, int, string?)[] { (1, 29, "2024-02-29"), (29, 29, "2024-02-29"), (29, 28, null) })
        {
            await world.WriteAsync(world.Owner, transaction =>
            {
                var project = transaction.Picture.Projects.Find(id)!;
                var recurrence = new BudgetRecurrence(
                    BudgetPeriod.Week, new LocalDate(2024, 1, 1), new LocalDate(2024, 2, end), Instant.FromUtc(2024, 2, set, 12, 0));
                return transaction.Update(project, project with { Budget = new Budget(BudgetKind.Time, 3_600, recurrence) });
            });
            Assert.Equal(expired, (await world.Api.Get($"~/projects/{id}")).Is(200).Json["budget_expired_on"]?.GetValue<string>());
        }
    }

    [Fact]
    public async Task Many_hours_take_on_a_changed_rate_unless_told_not_to()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync(""", "hour_rate":50""");
        await world.AddHoursAsync(world.Owner, id, 130);
        await world.AddHoursAsync(world.Owner, id, 120, 3_600, "2024-01-10T09:00:00Z", BillingStatus.Billed);
        Assert.Equal(1_250_000, await CostAsync("""{"project":{"name":"same rate"}}"""));
        Assert.Equal(1_250_000, await CostAsync("""{"project":{"hour_rate":60},"update_existing_hours":false}"""));
        Assert.Equal((120 * 5_000) + (130 * 7_000), await CostAsync("""{"project":{"hour_rate":70},"update_unbilled_only":true}"""));
        Assert.Equal(250 * 8_000, await CostAsync("""{"project":{"hour_rate":80}}"""));

        async Task<long> CostAsync(string body) =>
            (await world.Api.Put($"~/projects/{id}", body)).Is(200).Json["cost"]!.Number("fractional");
    }

    [Fact]
    public async Task Lists_filter_sort_and_page()
    {
        var world = await World.CreateAsync(app);
        var a = await world.AddProjectAsync();
        var b = await world.AddProjectAsync();
        var c = await world.AddProjectAsync();
        (await world.Api.Put($"~/projects/{b}", """{"project":{"active":false,"name":"B"}}""")).Is(200);
        Assert.Equal([c, a], await IdsAsync(""));
        Assert.Equal([b], await IdsAsync("?filter=archived"));
        Assert.Equal(3, (await IdsAsync("?filter=all")).Length);
        Assert.Equal([a], await IdsAsync($"?project_ids={a},{b}"));
        Assert.Equal([c, a], await IdsAsync($"?project_ids[]={a}&project_ids[]={c}"));
        Assert.Equal([a, c], await IdsAsync("?sort=id&order=asc"));
        Assert.Equal([b, a], await IdsAsync("?filter=all&sort=name&order=asc&limit=2"));
        Assert.Empty(await IdsAsync("?updated_after=1709294400"));
        Assert.Equal(2, (await IdsAsync("?updated_after=2024-03-01T11:59:59Z")).Length);
        (await world.Api.Get("~/projects?sort=colour")).IsInvalid("sort");

        async Task<long[]> IdsAsync(string query) =>
            [.. (await world.Api.Get("~/projects" + query)).Is(200).Json.AsArray().Select(project => project!.Number("id"))];
    }

    [Fact]
    public async Task Members_who_are_not_on_a_project_do_not_see_it_and_hidden_rates_are_hidden()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var employee = await world.AddAsync(Role.Member);
        var mine = await world.AddProjectAsync($$""", "hour_rate":50, "budget_type":"M", "budget":9, "users":[{"user_id":{{manager.Id}}},{"user_id":{{employee.Id}}}]""");
        var other = await world.AddProjectAsync();
        foreach (var person in new[] { manager, employee })
        {
            Assert.Equal(mine, Assert.Single((await person.Api.Get("~/projects")).Is(200).Json.AsArray())!.Number("id"));
            (await person.Api.Get($"~/projects/{other}")).Is(404, """{"errors":{"message":"Not Found"}}""");
            (await person.Api.Put($"~/projects/{other}", """{"project":{"name":"x"}}""")).Is(404);
            (await person.Api.Delete($"~/projects/{other}")).Is(404);
        }

        (await employee.Api.Put($"~/projects/{mine}", """{"project":{"name":"x"}}""")).Is(403);
        (await employee.Api.Delete($"~/projects/{mine}")).Is(403);
        (await employee.Api.Post("~/projects", """{"project":{"name":"x","client_id":1}}""")).Is(403);
        (await world.Api.Put($"~/users/{manager.Id}", """{"user":{"hide_hourly_rate":true}}""")).Is(200);
        var shown = (await manager.Api.Get($"~/projects/{mine}")).Is(200);
        foreach (var name in new[] { "hour_rate", "hour_rate_in_cents", "cost", "billed_cost", "unbilled_cost", "estimated_cost", "budget", "budget_progress", "budget_percent" })
        {
            Assert.True(shown.Json.AsObject().ContainsKey(name));
            Assert.Null(shown.Json[name]);
        }

        Assert.All(shown.Json["users"]!.AsArray(), user => Assert.Null(user!["hour_rate"]));
        // What was shown may be sent back: nothing that was hidden is lost.
        (await manager.Api.Put($"~/projects/{mine}", $$"""{"project":{{shown.Body}}}""")).Is(200);
        (await manager.Api.Put($"~/projects/{mine}", """{"project":{"hour_rate":1}}""")).Is(403);
        Assert.Equal("50.0", (await world.Api.Get($"~/projects/{mine}")).Json["hour_rate"]!.ToJsonString());
    }

    [Fact]
    public async Task Wrong_values_are_named_by_their_fields()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/projects", """{"project":{}}""")).Is(422, """{"errors":{"name":["can't be blank"],"client_id":["can't be blank"]}}""");
        (await world.Api.Post("~/projects", """{"project":{"name":"n","client_id":999999,"users":[{"user_id":999999}],"labels":[{"label_id":5}]}}"""))
            .Is(422, """{"errors":{"project_users":["is invalid"],"labels":["is invalid"],"client_id":["is invalid"]}}""");
        var id = await world.AddProjectAsync();
        (await world.Api.Put($"~/projects/{id}", """{"project":{"color":"x"}}""")).IsInvalid("color");
        (await world.Api.Put($"~/projects/{id}", """{"project":{"users":"all"}}""")).IsInvalid("project_users");
        (await world.Api.Put($"~/projects/{id}", """{"project":{"users":[{"user_id":"x"}]}}""")).IsInvalid("project_users");
        (await world.Api.Put($"~/projects/{id}", """{"project":{"rate_type":"x"}}""")).IsInvalid("rate_type");
        (await world.Api.Put($"~/projects/{id}", """{"project":{"enable_labels":"x"}}""")).IsInvalid("enable_labels");
        (await world.Api.Put($"~/projects/{id}", """{"project":{"hour_rate":-1}}""")).IsInvalid("hour_rate");
        (await world.Api.Put($"~/projects/{id}", """{"project":{"budget_recurrence":{"recur":"day","start_date":"2024-01-01"}}}""")).Is(422);
    }

    [Fact]
    public async Task A_body_cannot_set_what_the_server_owns()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync();
        var before = (await world.Api.Get($"~/projects/{id}")).Body;
        foreach (var field in new[]
        {
            "id", "account_id", "updated_at", "created_at", "cost", "estimated_cost", "duration", "estimated_duration", "billed_cost",
            "billed_duration", "unbilled_cost", "unbilled_duration", "first_logged_on", "last_logged_on", "budget_progress",
            "budget_percent", "has_recurrence", "budget_expired_on", "creator_id", "client", "label_ids", "required_label_ids", "hour_rate_in_cents",
        })
        {
            (await world.Api.Put($"~/projects/{id}", $$"""{"project":{"{{field}}":7} }""")).Is(200, before);
        }
    }
}
