using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Members;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>What a project asks of its hours, what an hour costs, and which project it has unless one is named.</summary>
[Collection(MovingTimelyAppTests.Name)]
public sealed class EventRulesTests(TimelyApp app)
{
    private const string Blank = "can't be blank";

    [Fact]
    public async Task Required_notes_are_required()
    {
        var world = await World.CreateAsync(app);
        var strict = await world.AddProjectForAsync(""", "required_notes":true""", world.Owner);
        var other = await world.AddProjectForAsync("", world.Owner);
        foreach (var note in new[] { "", ", \"note\":\"\"", ", \"note\":\" \"", ", \"note\":null" })
        {
            (await world.Api.Post($"~/projects/{strict}/events", Hours(note))).Is(422, """{"errors":{"note":["can't be blank"]}}""");
        }

        var id = (await world.Api.Post($"~/projects/{strict}/events", Hours(", \"note\":\"n\""))).Is(201).Json.Number("id");
        (await world.Api.Put($"~/events/{id}", """{"note":""}""")).IsInvalid("note");
        (await world.Api.Put($"~/events/{id}", """{"hours":7}""")).Is(200);
        var moving = (await world.Api.Post($"~/projects/{other}/events", Hours())).Is(201).Json.Number("id");
        (await world.Api.Put($"~/events/{moving}", $$"""{"project_id":{{strict}} }""")).IsInvalid("note");

        // A rule that came later does not lock what was there before it.
        (await world.Api.Put($"~/projects/{other}", """{"required_notes":true}""")).Is(200);
        (await world.Api.Put($"~/events/{moving}", """{"billed":true}""")).Is(200);
        (await world.Api.Put($"~/events/{moving}/start", "")).Is(200);
    }

    [Fact]
    public async Task An_archived_label_stays_on_what_has_it_and_goes_on_nothing_else()
    {
        var world = await World.CreateAsync(app);
        var (old, other) = (await world.AddLabelAsync("old"), await world.AddLabelAsync("other"));
        var project = await world.AddProjectForAsync("", world.Owner);
        var id = (await world.Api.Post($"~/projects/{project}/events", Hours($", \"label_ids\":[{old}]"))).Is(201).Json.Number("id");
        (await world.Api.Put($"~/labels/{old}", """{"active":false}""")).Is(200);

        (await world.Api.Post($"~/projects/{project}/events", Hours($", \"label_ids\":[{old}]"))).IsInvalid("label_ids");
        (await world.Api.Put($"~/events/{id}", $$"""{"label_ids":[{{old}},{{other}}]}""")).Is(200);
        (await world.Api.Put($"~/events/{id}", $$"""{"label_ids":[{{other}}]}""")).Is(200);
        (await world.Api.Put($"~/events/{id}", $$"""{"label_ids":[{{old}}]}""")).IsInvalid("label_ids");
    }

    [Fact]
    public async Task Rates_have_a_limit_below_which_no_sum_wraps()
    {
        var world = await World.CreateAsync(app, "KWD");
        var project = await world.AddProjectForAsync("", world.Owner);
        (await world.Api.Post($"~/projects/{project}/events", Hours(", \"hour_rate\":100000.001"))).IsInvalid("hour_rate");
        (await world.Api.Put($"~/projects/{project}", """{"hour_rate":100000.001}""")).IsInvalid("hour_rate");
        (await world.Api.Put($"~/users/{world.Owner.Id}", """{"user":{"hour_rate":100000.001}}""")).IsInvalid("hour_rate");
        (await world.Api.Put($"~/users/{world.Owner.Id}", """{"user":{"internal_hour_rate":100000.001}}""")).IsInvalid("internal_hour_rate");

        const int Bulks = 12;
        var events = string.Join(',', Enumerable.Repeat(
            $$"""{"day":"2024-02-28","hours":8736,"hour_rate":100000,"project_id":{{project}} }""", 100));
        for (var i = 0; i < Bulks; i++)
        {
            (await world.Api.Post("~/bulk/events", $$"""{"create":[{{events}}]}""")).Is(200);
        }

        var cost = (await world.Api.Get($"~/projects/{project}")).Is(200).Json["cost"]!;
        Assert.Equal(Bulks * 100 * 8_736 * 100_000_000L, cost.Number("fractional"));
    }

    [Fact]
    public async Task Labels_are_those_the_project_takes()
    {
        var world = await World.CreateAsync(app);
        var one = await world.AddLabelAsync("one");
        var two = await world.AddLabelAsync("two");
        var none = await world.AddProjectForAsync(""", "enable_labels":"none" """, world.Owner);
        var custom = await world.AddProjectForAsync($$""", "enable_labels":"custom", "labels":[{"label_id":{{one}} }]""", world.Owner);
        var some = await world.AddProjectForAsync(""", "required_labels":true""", world.Owner);
        var these = await world.AddProjectForAsync($$""", "labels":[{"label_id":{{one}},"required":true}]""", world.Owner);
        var any = await world.AddProjectForAsync("", world.Owner);
        await AssertAsync(none, $"[{one}]", "is invalid");
        await AssertAsync(none, "[]", null);
        await AssertAsync(custom, $"[{one},{two}]", "is invalid");
        await AssertAsync(custom, $"[{one}]", null);
        await AssertAsync(some, "[]", Blank);
        await AssertAsync(some, $"[{two}]", null);
        await AssertAsync(these, $"[{two}]", "must include the required labels");
        await AssertAsync(these, $"[{one},{two}]", null);
        await AssertAsync(any, "[999999]", "is invalid");
        await AssertAsync(any, $"[{any}]", "is invalid");

        var id = (await world.Api.Post($"~/projects/{any}/events", Hours($", \"label_ids\":[{two},{one},{two}]"))).Is(201).Json.Number("id");
        Assert.Equal($"[{one},{two}]", (await world.Api.Get($"~/events/{id}")).Json["label_ids"]!.ToJsonString());
        (await world.Api.Put($"~/events/{id}", $$"""{"project_id":{{none}} }""")).IsInvalid("label_ids");
        (await world.Api.Delete($"~/labels/{two}")).Is(200);
        Assert.Equal($"[{one}]", (await world.Api.Get($"~/events/{id}")).Json["label_ids"]!.ToJsonString());
        Assert.Equal("[]", (await world.Api.Put($"~/events/{id}", """{"label_ids":[]}""")).Is(200).Json["label_ids"]!.ToJsonString());

        async Task AssertAsync(long project, string labels, string? complaint)
        {
            var answer = await world.Api.Post($"~/projects/{project}/events", Hours($", \"label_ids\":{labels}"));
            if (complaint is null)
            {
                Assert.Equal(labels, answer.Is(201).Json["label_ids"]!.ToJsonString());
            }
            else
            {
                Assert.Equal(complaint, answer.IsInvalid("label_ids").Json["errors"]!["label_ids"]![0]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task Only_people_of_an_active_project_log_to_it()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var closed = await world.AddProjectForAsync("", employee);
        var mine = await world.AddProjectForAsync("", world.Owner, manager, employee);
        const string invalid = """{"errors":{"project_id":["is invalid"]}}""";
        (await world.Api.Post("~/events", Hours($", \"project_id\":{closed}"))).Is(422, invalid);
        (await world.Api.Post($"~/projects/{closed}/events", Hours())).Is(422, invalid);
        (await manager.Api.Post("~/events", Hours($", \"project_id\":{closed}"))).Is(422, invalid);
        (await manager.Api.Post($"~/users/{employee.Id}/events", Hours($", \"project_id\":{closed}"))).Is(422, invalid);
        (await world.Api.Post($"~/users/{employee.Id}/events", Hours($", \"project_id\":{closed}"))).Is(201);
        (await world.Api.Post("~/events", Hours(", \"project_id\":999999"))).Is(422, invalid);
        var id = (await manager.Api.Post("~/events", Hours($", \"project_id\":{mine}"))).Is(201).Json.Number("id");
        (await manager.Api.Put($"~/events/{id}", $$"""{"project_id":{{closed}} }""")).Is(422, invalid);
        (await world.Api.Put($"~/users/{world.Owner.Id}/events/{id}", "{}")).Is(200);
        (await world.Api.Put($"~/projects/{mine}", """{"active":false}""")).Is(200);
        (await world.Api.Post("~/events", Hours($", \"project_id\":{mine}"))).Is(422, invalid);
        (await world.Api.Put($"~/events/{id}", """{"hours":1}""")).Is(200);
    }

    [Fact]
    public async Task Without_a_project_it_is_the_one_logged_to_last_or_the_first()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/events", Hours())).Is(422, """{"errors":{"project_id":["can't be blank"]}}""");
        var employee = await world.AddAsync(Role.Member);
        await world.AddProjectForAsync("", world.Owner);
        var first = await world.AddProjectForAsync("", employee);
        var second = await world.AddProjectForAsync("", employee);
        Assert.Equal(first, (await employee.Api.AddEventAsync())["project"]!.Number("id"));
        app.Time.Advance(TimeSpan.FromMinutes(1));
        (await employee.Api.Post($"~/projects/{second}/events", Hours())).Is(201);
        app.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(second, (await employee.Api.AddEventAsync())["project"]!.Number("id"));
        app.Time.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(first, (await employee.Api.AddEventAsync())["project"]!.Number("id"));
        (await world.Api.Put($"~/projects/{first}", """{"active":false}""")).Is(200);
        Assert.Equal(second, (await world.Api.Post($"~/users/{employee.Id}/events", Hours())).Is(201).Json["project"]!.Number("id"));
    }

    [Fact]
    public async Task An_hour_costs_what_its_rate_was_when_it_was_written()
    {
        var world = await World.CreateAsync(app);
        var employee = await world.AddAsync(Role.Member);
        (await world.Api.Put($"~/users/{employee.Id}", """{"hour_rate":70}""")).Is(200);
        var byProject = await world.AddProjectForAsync("", world.Owner, employee);
        var byUser = await world.AddProjectForAsync(""", "rate_type":"user" """, employee);
        Assert.Equal(10_000, await CostAsync(await employee.Api.AddEventAsync($", \"project_id\":{byProject}")));
        var own = await employee.Api.AddEventAsync($", \"project_id\":{byUser}, \"hour_rate\":12.345");
        Assert.Equal(2_470, await CostAsync(own));
        var users = await employee.Api.AddEventAsync($", \"project_id\":{byUser}");
        Assert.Equal(14_000, await CostAsync(users));
        (await world.Api.Put($"~/users/{employee.Id}", """{"user":{"hour_rate":90},"update_existing_hours":false}""")).Is(200);
        Assert.Equal(14_000, await CostAsync((await employee.Api.Get($"~/events/{users.Number("id")}")).Json));
        Assert.Equal(10_000, await CostAsync((await employee.Api.Put($"~/projects/{byProject}/events/{users.Number("id")}", "{}")).Is(200).Json));
        Assert.Equal(18_000, await CostAsync((await employee.Api.Put($"~/projects/{byUser}/events/{users.Number("id")}", "{}")).Is(200).Json));

        static Task<long> CostAsync(System.Text.Json.Nodes.JsonNode shown) => Task.FromResult(shown["cost"]!.Number("fractional"));
    }

    [Fact]
    public async Task Billed_and_billable_are_one_status()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var made = await world.Api.AddEventAsync();
        var id = made.Number("id");
        await AssertAsync("""{"billed":true}""", true, true, BillingStatus.Billed);
        Assert.NotNull((await world.Api.Get($"~/events/{id}")).Json["billed_at"]);
        await AssertAsync("""{"billed":true,"billable":true}""", true, true, BillingStatus.Billed);
        await AssertAsync("""{"billed":false}""", false, true, BillingStatus.Billable);
        await AssertAsync("""{"billable":false}""", false, false, BillingStatus.NotBillable);
        await AssertAsync("""{"billed":false,"billable":false}""", false, false, BillingStatus.NotBillable);
        await AssertAsync("""{"billable":true}""", false, true, BillingStatus.Billable);
        await SetAsync(BillingStatus.Paid);
        await AssertAsync("""{"billed":true,"billable":true}""", true, true, BillingStatus.Paid);
        await SetAsync(BillingStatus.Undetermined);
        await AssertAsync("""{"billed":false,"billable":true}""", false, true, BillingStatus.Undetermined);

        async Task AssertAsync(string body, bool billed, bool billable, BillingStatus status)
        {
            var shown = (await world.Api.Put($"~/events/{id}", body)).Is(200).Json;
            Assert.Equal((billed, billable), (shown["billed"]!.GetValue<bool>(), shown["billable"]!.GetValue<bool>()));
            Assert.Equal(status, await world.WriteAsync(world.Owner, transaction => transaction.FindEntryAsync(id).AsTask().Result!.BillingStatus));
        }

        Task SetAsync(BillingStatus status) => world.WriteAsync(world.Owner, transaction =>
        {
            var entry = transaction.FindEntryAsync(id).AsTask().Result!;
            return transaction.Update(entry, entry with { BillingStatus = status });
        });
    }

    [Fact]
    public async Task A_project_that_is_not_billable_makes_hours_that_are_not()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync(""", "billable":false""", world.Owner);
        Assert.False((await world.Api.AddEventAsync())["billable"]!.GetValue<bool>());
        Assert.True((await world.Api.AddEventAsync(", \"billable\":true"))["billable"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Starting_one_timer_stops_the_other_and_runs_add_up()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var one = (await world.Api.AddEventAsync()).Number("id");
        var two = (await world.Api.AddEventAsync()).Number("id");
        (await world.Api.Put($"~/events/{one}/start", "")).Is(200);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        (await world.Api.Put($"~/events/{one}/start", "")).Is(200);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        (await world.Api.Put($"~/events/{two}/start", "")).Is(200);
        var stopped = (await world.Api.Get($"~/events/{one}")).Json;
        Assert.Equal(("stop", 7_200 + 1_200), (stopped.Text("timer_state"), stopped["duration"]!.Number("total_seconds")));
        Assert.Null(stopped["from"]);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        (await world.Api.Put($"~/events/{one}/start", "")).Is(200);
        Assert.Equal(7_200 + 300, (await world.Api.Get($"~/events/{two}")).Json["duration"]!.Number("total_seconds"));
        app.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(7_200 + 1_500, (await world.Api.Put($"~/events/{one}/stop", "")).Is(200).Json["duration"]!.Number("total_seconds"));
        Assert.Equal(7_200 + 1_500, (await world.Api.Put($"~/events/{one}/stop", "")).Is(200).Json["duration"]!.Number("total_seconds"));
    }

    [Fact]
    public async Task Of_timers_that_are_started_at_the_same_time_one_runs()
    {
        var world = await World.CreateAsync(app);
        await world.AddProjectForAsync("", world.Owner);
        var ids = new List<long>();
        for (var i = 0; i < 8; i++)
        {
            ids.Add((await world.Api.AddEventAsync()).Number("id"));
        }

        foreach (var started in await Task.WhenAll(ids.Select(id => world.Api.Put($"~/events/{id}/start", ""))))
        {
            Assert.Equal("start", started.Is(200).Json.Text("timer_state"));
        }

        var states = (await world.Api.Get("~/events")).Is(200).Json.AsArray().Select(shown => shown!.Text("timer_state")).ToList();
        Assert.Equal((1, 7), (states.Count(state => state == "start"), states.Count(state => state == "stop")));
    }

    [Fact]
    public async Task A_running_event_that_is_handed_on_stops_the_others_timer()
    {
        var world = await World.CreateAsync(app);
        var employee = await world.AddAsync(Role.Member);
        var project = await world.AddProjectForAsync("", world.Owner, employee);
        var theirs = (await employee.Api.AddEventAsync()).Number("id");
        var mine = (await world.Api.AddEventAsync()).Number("id");
        (await employee.Api.Put($"~/events/{theirs}/start", "")).Is(200);
        (await world.Api.Put($"~/events/{mine}/start", "")).Is(200);
        Assert.Equal("start", (await world.Api.Put($"~/users/{employee.Id}/events/{mine}", "{}")).Is(200).Json.Text("timer_state"));
        Assert.Equal("stop", (await employee.Api.Get($"~/events/{theirs}")).Json.Text("timer_state"));
        Assert.Equal(2, (await employee.Api.IdsAsync($"~/projects/{project}/events")).Length);
    }
}
