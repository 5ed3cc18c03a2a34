using NodaTime;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Reports", as documented: five hours in two days at 100 dollars, of which eight were expected.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ReportContractTests(TimelyApp app)
{
    private static readonly string[] ProjectFields =
    [
        "id", "active", "account_id", "name", "color", "rate_type", "billable", "updated_at", "external_id", "budget_scope",
        "client", "required_notes", "required_labels", "budget_expired_on", "has_recurrence", "enable_labels", "budget",
        "budget_type", "hour_rate", "hour_rate_in_cents", "budget_progress", "budget_percent", "invoice_by_budget",
    ];

    private static readonly string Whole = Documented(5, 8);
    private static readonly string Half = Documented(2.5m, 4);

    [Fact]
    public async Task All_reports()
    {
        var (world, clientId, projectId) = await MakeAsync();
        var answer = await world.Api.Post(
            "~/reports",
            $$"""{"user_ids":"{{world.Owner.Id}}","since":"2018-01-01","until":"2019-01-01","project_ids":"{{projectId}}"}""");
        answer.Is(200, $"[{await ClientAsync(world, clientId, projectId)}]");
    }

    [Fact]
    public async Task Filter_reports()
    {
        var (world, clientId, projectId) = await MakeAsync();
        var user = (await world.Api.Get("~/users/current")).Is(200).Json;
        var avatar = (await world.Api.Get("~/reports/filter?scope=events&since=2018-01-01&until=2019-01-01")).Is(200).Json[0]!["user"]!["avatar"]!;
        var expected = $$"""
            { "totals": { {{Whole}} },
              "clients": [{{await ClientAsync(world, clientId, projectId)}}],
              "users": [
                { "id": {{world.Owner.Id}}, "email": "{{world.Owner.Email}}", "name": "Marija Petrovic", "time_zone": "Europe/Paris",
                  "updated_at": {{user["updated_at"]}}, "active": true, "deleted": false, "memory_onboarded": true,
                  "day_view_onboarded": true, "last_received_memories_date": null, "date_format": "dmy", "time_format": "24",
                  "avatar": {{avatar.ToJsonString()}}, {{Whole}}, "internal_hour_rate": 0.0 } ],
              "labels": [
                { "id": 0, "name": "Untagged", "sequence": -1, "parent_id": null, "emoji": "https://emoji.memorycdn.com/tw64/1f3f7.png",
                  "active": true, "children": [], {{Whole}} } ],
              "days": [ { "day": "2018-01-02", {{Half}} }, { "day": "2018-01-01", {{Half}} } ],
              "teams": [
                { "id": 0, "name": "No team", "color": "866b9c", "emoji": "https://emoji.memorycdn.com/tw64/1f465.png",
                  "external_id": null, {{Whole}} } ] }
            """;
        (await world.Api.Post(
            "~/reports/filter",
            $$"""{"user_ids":"{{world.Owner.Id}}","since":"2018-01-01","until":"2019-01-01","project_ids":"{{projectId}}"}""")).Is(200, expected);

        // As clients also send it.
        (await world.Api.Get(
            $"~/reports/filter?user_ids[]={world.Owner.Id}&since=Jan%2001,%202018&until=Dec%2031,%202018&project_ids={projectId}")).Is(200, expected);
        (await world.Api.Post(
            $"~/reports/filter?since=2018-01-01&until=2018-12-31T10:00:00Z",
            $$"""{"report":{"user_ids":[{{world.Owner.Id}}],"project_ids":["{{projectId}}"],"group_by":["clients","users","labels","days","teams"]} }""")).Is(200, expected);
    }

    [Fact]
    public async Task Numbers_have_the_documented_types()
    {
        var (world, _, projectId) = await MakeAsync();
        var body = (await world.Api.Post("~/reports", $$"""{"since":"2018-01-01","until":"2019-01-01","project_ids":[{{projectId}}]}""")).Is(200).Body;
        Assert.Contains("\"hour_rate\":50.0,\"hour_rate_in_cents\":5000.0,", body, StringComparison.Ordinal);
        Assert.Contains("\"total_hours\":5.0,\"total_seconds\":18000,\"total_minutes\":300", body, StringComparison.Ordinal);
        Assert.Contains("\"cost\":{\"fractional\":50000,\"formatted\":\"$500.00\",\"amount\":500.0}", body, StringComparison.Ordinal);
        Assert.Contains("\"formatted\":\"05:00\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Groups_are_those_that_are_asked_for()
    {
        var (world, _, _) = await MakeAsync();
        const string period = "since=2018-01-01&until=2018-12-31";
        foreach (var (query, groups) in new (string, string[])[]
        {
            ("group_by=days", ["days"]),
            ("group_by[]=users&group_by[]=teams", ["users", "teams"]),
            ("group_by=clients,labels", ["clients", "labels"]),
            ("group_by=", ["clients", "users", "labels", "days", "teams"]),
        })
        {
            var json = (await world.Api.Get($"~/reports/filter?{period}&{query}")).Is(200).Json.AsObject();
            Assert.Equal(["totals", .. groups], json.Select(member => member.Key));
        }

        (await world.Api.Get("~/reports/filter?group_by=months")).IsInvalid("group_by");
    }

    [Fact]
    public async Task Without_a_period_it_is_the_current_month_of_the_accounts_zone()
    {
        // It is noon of 1 March 2024 in UTC or later that month, and the same day in Paris.
        var (world, _, projectId) = await MakeAsync();
        var now = app.Now.InZone(DateTimeZoneProviders.Tzdb["Europe/Paris"]).Date;
        var first = now.With(DateAdjusters.StartOfMonth);
        await AddAsync(world, projectId, first.At(LocalTime.Midnight), 100);
        await AddAsync(world, projectId, first.PlusMonths(1).AtMidnight().PlusTicks(-10), 10);
        await AddAsync(world, projectId, first.AtMidnight().PlusTicks(-10), 1_000);
        await AddAsync(world, projectId, first.PlusMonths(1).AtMidnight(), 10_000);
        async Task<long> SecondsAsync(string query) =>
            (await world.Api.Get($"~/reports/filter?{query}")).Is(200).Json["totals"]!["duration"]!.Number("total_seconds");
        Assert.Equal(110, await SecondsAsync(""));
        Assert.Equal(110, (await world.Api.Post("~/reports")).Is(200).Json[0]!["duration"]!.Number("total_seconds"));
        Assert.Equal(1_110, await SecondsAsync($"since={first.PlusDays(-1):uuuu-MM-dd}"));
        Assert.Equal(110, await SecondsAsync($"start_date={first:uuuu-MM-dd}"));
        Assert.Equal(100, await SecondsAsync($"until={first:uuuu-MM-dd}"));
        Assert.Equal(10_000, await SecondsAsync($"since={first.PlusMonths(1):uuuu-MM-dd}"));
    }

    [Fact]
    public async Task Events_come_in_pages_of_up_to_a_hundred()
    {
        var world = await World.CreateAsync(app);
        var projectId = await world.AddProjectAsync();
        await world.AddHoursAsync(world.Owner, projectId, 105, start: "2018-06-01T09:00:00Z");
        const string query = "~/reports/filter?scope=events&since=2018-01-01&until=2018-12-31";
        var first = (await world.Api.Get(query)).Is(200);
        var listed = first.Json.AsArray();
        Assert.Equal(100, listed.Count);
        Assert.Equal($"<{world.Api.Url("~/reports/filter")}?scope=events&since=2018-01-01&until=2018-12-31&offset=100>; rel=\"next\"", first.Header("Link"));
        var second = (await world.Api.Get($"{query}&page=2")).Is(200);
        Assert.Null(second.Header("Link"));
        var ids = listed.Concat(second.Json.AsArray()).Select(item => item!.Number("id")).ToList();
        Assert.Equal(105, ids.Distinct().Count());
        var posted = (await world.Api.Post("~/reports/filter", """{"scope":"events","since":"Jan 01, 2018","until":"Dec 31, 2018","offset":103,"limit":5}""")).Is(200);
        Assert.Equal(ids.Skip(103), posted.Json.AsArray().Select(item => item!.Number("id")));
        var one = (await world.Api.Get($"{query}&limit=1&offset=104")).Is(200).Json[0]!;
        Assert.Equal("2018-06-01", one.Text("day"));
        Assert.Equal(projectId, one["project"]!.Number("id"));
        (await world.Api.Get($"{query}&limit=101")).IsInvalid("limit");
        (await world.Api.Get("~/reports/filter?scope=hours")).IsInvalid("scope");
    }

    [Fact]
    public async Task What_has_no_client_or_project_is_in_a_group_of_its_own()
    {
        var (world, clientId, projectId) = await MakeAsync();
        await world.WriteAsync(world.Owner, transaction => transaction.Create(Event(world, null, Instant.FromUtc(2018, 1, 1, 10, 0), 60)));
        var clients = (await world.Api.Post("~/reports", """{"since":"2018-01-01","until":"2018-01-31"}""")).Is(200).Json.AsArray();
        Assert.Equal([clientId, 0], clients.Select(client => client!.Number("id")));
        Assert.Equal("No client", clients[1]!.Text("name"));
        var none = clients[1]!["projects"]![0]!;
        Assert.Equal(0, none.Number("id"));
        Assert.Equal("No project", none.Text("name"));
        Assert.Equal(ProjectFields.Concat(Sums.Names).Order(), none.AsObject().Select(field => field.Key).Order());

        // Hours of a project that is deleted belong to none.
        (await world.Api.Delete($"~/projects/{projectId}")).Is(200);
        var left = Assert.Single((await world.Api.Post("~/reports", """{"since":"2018-01-01","until":"2018-01-31"}""")).Is(200).Json.AsArray())!;
        Assert.Equal(18_060, left["duration"]!.Number("total_seconds"));
        Assert.Equal(0, Assert.Single(left["projects"]!.AsArray())!.Number("id"));
    }

    [Fact]
    public async Task A_running_timer_counts_as_its_event_shows_it()
    {
        var world = await World.CreateAsync(app);
        var now = app.Now;
        await world.WriteAsync(world.Owner, transaction => transaction.Create(
            Event(world, null, now, 90) with { End = null, TimerStartedAt = now }));
        Assert.Equal(90, (await world.Api.Get("~/reports/filter")).Is(200).Json["totals"]!["duration"]!.Number("total_seconds"));
        Assert.Equal(90, (await world.Api.Get("~/reports/filter?scope=events")).Is(200).Json[0]!["duration"]!.Number("total_seconds"));
    }

    [Theory]
    [InlineData("since=yesterday", "since")]
    [InlineData("until=2018-02-30", "until")]
    [InlineData("since=1899-12-31", "since")]
    [InlineData("until=9999-12-31", "until")]
    [InlineData("since=2018-01-02&until=2018-01-01", "until")]
    [InlineData("since=2018-01-01&since=2018-01-02", "since")]
    [InlineData("user_ids=me", "user_ids")]
    [InlineData("label_ids=1;2", "label_ids")]
    [InlineData("team_ids[]=-1", "team_ids")]
    [InlineData("project_ids=99999999999999999999", "project_ids")]
    [InlineData("billed=maybe", "billed")]
    [InlineData("page=0", "page")]
    [InlineData("offset=-1&limit=many", "offset", "limit")]
    public async Task Wrong_values_are_named(string query, params string[] fields)
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Get($"~/reports/filter?{query}")).IsInvalid(fields);
    }

    [Fact]
    public async Task Wrong_bodies_are_refused()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/reports/filter", """{"user_ids":{"id":1}}""")).IsInvalid("user_ids");
        (await world.Api.Post("~/reports/filter", """{"user_ids":[[1]],"billed":[true,false],"since":7}""")).IsInvalid("user_ids", "billed", "since");
        (await world.Api.Post("~/reports", """{"since":""")).Is(400);
        (await world.Api.Post("~/reports", "[]")).Is(400);
        (await world.Api.Post("~/reports", "{}")).Is(200, "[]");
        (await world.Api.Get("~/reports")).Is(405);
        (await world.Api.In(987_654).Post("~/reports", "{}")).Is(404, """{"errors":{"message":"Not Found"}}""");
    }

    private static async Task<string> ClientAsync(World world, long clientId, long projectId)
    {
        var project = (await world.Api.Get($"~/projects/{projectId}")).Is(200).Json.AsObject();
        var fields = ProjectFields.Select(name => $"\"{name}\": {project[name]?.ToJsonString() ?? "null"}");
        return $$"""{ "id": {{clientId}}, "name": "Timely", "projects": [ { {{string.Join(", ", fields)}}, {{Whole}} } ], {{Whole}} }""";
    }

    private static string Documented(decimal hours, decimal estimated) => string.Join(
        ", ",
        Duration("duration", hours), Duration("estimated_duration", estimated), Duration("billed_duration", 0), Duration("unbilled_duration", hours),
        Duration("billable_duration", hours), Duration("non_billable_duration", 0), Money("cost", hours), Money("estimated_cost", estimated),
        Money("billed_cost", 0), Money("unbilled_cost", hours));

    private static string Duration(string name, decimal hours)
    {
        var (whole, minutes) = ((int)hours, (int)(hours * 60 % 60));
        return $$"""
            "{{name}}": { "hours": {{whole}}, "minutes": {{minutes}}, "seconds": 0, "formatted": "{{whole:00}}:{{minutes:00}}",
              "total_hours": {{hours:0.0}}, "total_seconds": {{hours * 3_600:0}}, "total_minutes": {{hours * 60:0}} }
            """;
    }

    private static string Money(string name, decimal hours) =>
        $$"""
        "{{name}}": { "fractional": {{hours * 10_000:0}}, "formatted": "${{hours * 100:0.00}}", "amount": {{hours * 100:0.0}} }
        """;

    private static Entry Event(World world, long? projectId, Instant start, long seconds) => new()
    {
        UserId = world.Owner.Id, CreatorUserId = world.Owner.Id, ProjectId = projectId, Start = start,
        End = start + NodaTime.Duration.FromSeconds(seconds), DurationSeconds = seconds, BillingStatus = BillingStatus.Billable,
    };

    private static Task AddAsync(World world, long projectId, LocalDateTime start, long seconds) =>
        world.WriteAsync(world.Owner, transaction => transaction.Create(Event(
            world, projectId, Microseconds.Truncate(Zones.ToInstant(start, DateTimeZoneProviders.Tzdb["Europe/Paris"])), seconds)));

    private async Task<(World World, long ClientId, long ProjectId)> MakeAsync()
    {
        var world = await World.CreateAsync(app);
        var projectId = await world.AddProjectAsync(""", "hour_rate": 50, "billable": true""");
        foreach (var day in new[] { 1, 2 })
        {
            await world.WriteAsync(world.Owner, transaction => transaction.Create(
                Event(world, projectId, Instant.FromUtc(2018, 1, day, 9, 0), 9_000) with { EstimatedSeconds = 14_400, HourRate = 10_000 }));
        }

        var project = (await world.Api.Get($"~/projects/{projectId}")).Is(200).Json;
        return (world, project["client"]!.Number("id"), projectId);
    }
}
