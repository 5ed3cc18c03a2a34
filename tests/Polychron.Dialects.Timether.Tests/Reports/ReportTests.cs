using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Reports;

[Collection(TimetherAppTests.Name)]
public sealed class ReportTests(TimetherApp app)
{
    private const string Range = "from=2024-02-26&to=2024-03-03";

    [Fact]
    public async Task Thirty_two_of_forty_hours_are_80_percent()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", """{"expected_weekly_capacity_hours":40}""")).Is(200);
        for (var day = 26; day < 30; day++)
        {
            await world.AddEntryAsync($"2024-02-{day}T09:00:00Z", seconds: 8 * 3_600);
        }

        var report = (await world.Api.Get($"/reports/utilization?{Range}")).Is(200);
        var head = (await world.Api.Get("/changes?limit=500"))["head"]!.GetValue<long>();

        report.Is(200, $$"""
            {"from":"2024-02-26","to":"2024-03-03","time_zone":"UTC","currency":"USD","rounding":{"mode":"none","minutes":1,"scope":"entry"},"as_of_sequence":{{head}},
             "rows":[{"user_id":{{world.Owner.Id}},"user_name":"Owner","week":"2024-02-26","tracked_seconds":115200,"expected_seconds":144000,"utilization_percent":80}],
             "totals":{"tracked_seconds":115200,"expected_seconds":144000,"utilization_percent":80} }
            """);
        var half = (await world.Api.Get("/reports/utilization?from=2024-02-26&to=2024-03-04")).Is(200)["rows"]!.AsArray();
        Assert.Equal(["2024-02-26", "2024-03-04"], half.Select(row => row!["week"]!.GetValue<string>()));
        Assert.Equal(144_000 / 7, half[1]!["expected_seconds"]!.GetValue<long>());
    }

    [Fact]
    public async Task Seven_days_expect_a_week_wherever_they_begin()
    {
        var world = await World.CreateAsync(app);
        for (var day = 1; day <= 7; day++)
        {
            var report = (await world.Api.Get($"/reports/utilization?from=2024-04-{day:00}&to=2024-04-{day + 6:00}")).Is(200);
            Assert.Equal(144_000, report["totals"]!.Number("expected_seconds"));
        }
    }

    [Fact]
    public async Task Cost_and_profit_are_of_the_rates_that_entries_took()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddClientAsync("Acme");
        var project = await world.AddProjectAsync("Site", $",\"client_id\":{client},\"rate_type\":\"project\",\"hourly_rate_cents\":10000");
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", """{"internal_hourly_cost_cents":3500}""")).Is(200);
        await world.AddEntryAsync("2024-02-26T09:00:00Z", $",\"project_id\":{project},\"billing_status\":\"billable\"");
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", """{"internal_hourly_cost_cents":4500}""")).Is(200);
        await world.AddEntryAsync("2024-02-27T09:00:00Z", $",\"project_id\":{project},\"billing_status\":\"not_billable\"", seconds: 1_800);

        var cost = (await world.Api.Get($"/reports/cost_breakdown?{Range}")).Is(200);
        Assert.Equal(
            $$"""[{"user_id":{{world.Owner.Id}},"user_name":"Owner","billable_seconds":3600,"non_billable_seconds":1800,"total_seconds":5400,"billable_cost_cents":3500,"non_billable_cost_cents":2250,"total_cost_cents":5750}]""",
            cost["rows"]!.ToJsonString());
        var profit = (await world.Api.Get($"/reports/profitability?{Range}")).Is(200);
        Assert.Equal(
            $$"""[{"project_id":{{project}},"project_name":"Site","client_id":{{client}},"client_name":"Acme","tracked_seconds":5400,"billable_seconds":3600,"revenue_cents":10000,"internal_cost_cents":5750,"margin_cents":4250,"margin_percent":42.5}]""",
            profit["rows"]!.ToJsonString());
        Assert.Equal(client, (await world.Api.Get($"/reports/profitability?by=client&{Range}")).Is(200)["rows"]![0]!["client_id"]!.GetValue<long>());
        Assert.Equal(project, (await world.Api.Get($"/reports/cost_breakdown?by=project&{Range}")).Is(200)["rows"]![0]!["project_id"]!.GetValue<long>());
    }

    [Theory]
    [InlineData("member")]
    [InlineData("project")]
    [InlineData("client")]
    [InlineData("day")]
    [InlineData("week")]
    [InlineData("month")]
    [InlineData("billing_status")]
    public async Task A_summary_by_any_one_or_two_adds_up_to_its_totals(string group)
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var project = await world.AddProjectAsync();
        for (var i = 0; i < 6; i++)
        {
            await world.AddEntryAsync(
                $"2024-0{2 + (i / 4)}-0{1 + i}T23:30:00Z", i % 2 == 0 ? $",\"project_id\":{project}" : ",\"billing_status\":\"billed\"",
                i % 3 == 0 ? member.Api : null, 600 * (i + 1));
        }

        foreach (var second in new[] { "", ",member", ",project", ",month" }.Where(second => second != "," + group))
        {
            var report = (await world.Api.Get($"/reports/summary?from=2024-01-01&to=2024-12-31&group_by={group}{second}")).Is(200);
            var rows = report["rows"]!.AsArray();
            Assert.Equal(12_600, report["totals"]!["tracked_seconds"]!.GetValue<long>());
            Assert.Equal(12_600, rows.Sum(row => row!["tracked_seconds"]!.GetValue<long>()));
            Assert.Equal(6, rows.Sum(row => row!["entries"]!.GetValue<long>()));
        }
    }

    [Fact]
    public async Task An_entry_with_two_tags_is_in_both_rows_and_once_in_the_total()
    {
        var world = await World.CreateAsync(app);
        var (one, two) = (await world.AddTagAsync("One"), await world.AddTagAsync("Two"));
        await world.AddEntryAsync(more: $",\"tag_ids\":[{one},{two}]");

        var report = (await world.Api.Get($"/reports/summary?group_by=tag&{Range}")).Is(200);

        Assert.Equal(["One", "Two"], report["rows"]!.AsArray().Select(row => row!["tag_name"]!.GetValue<string>()));
        Assert.Equal(3_600, report["totals"]!["tracked_seconds"]!.GetValue<long>());
    }

    [Fact]
    public async Task Days_are_those_of_the_zone_that_is_asked_for()
    {
        var world = await World.CreateAsync(app);
        await world.AddEntryAsync("2024-02-28T23:30:00Z");

        Assert.Equal("2024-02-28", await DayAsync("UTC"));
        Assert.Equal("2024-02-29", await DayAsync("Europe/Berlin"));
        Assert.Empty((await world.Api.Get("/reports/summary?group_by=day&from=2024-02-28&to=2024-02-28&time_zone=Europe/Berlin")).Is(200)["rows"]!.AsArray());

        async Task<string> DayAsync(string zone) => (await world.Api.Get($"/reports/summary?group_by=day&{Range}&time_zone={zone}")).Is(200)["rows"]![0]!["day"]!.GetValue<string>();
    }

    [Theory]
    [InlineData("""{"mode":"up","minutes":15,"scope":"entry"}""", 1_800)]
    [InlineData("""{"mode":"down","minutes":15,"scope":"entry"}""", 0)]
    [InlineData("""{"mode":"nearest","minutes":15,"scope":"entry"}""", 900)]
    [InlineData("""{"mode":"up","minutes":15,"scope":"day_and_project"}""", 900)]
    [InlineData("""{"mode":"down","minutes":15,"scope":"day_and_project"}""", 0)]
    [InlineData("""{"mode":"nearest","minutes":10,"scope":"day_and_project"}""", 600)]
    public async Task Reports_round_as_the_workspace_says_and_entries_stay_as_they_are(string rounding, long seconds)
    {
        var world = await World.CreateAsync(app);
        await world.AddEntryAsync("2024-02-28T09:00:00Z", seconds: 300);
        await world.AddEntryAsync("2024-02-28T10:00:00Z", ",\"billing_status\":\"billed\"", seconds: 550);
        (await world.Api.Patch("/workspaces/current", $$"""{"entry_policy":{"rounding":{{rounding}} } }""")).Is(200);

        var report = (await world.Api.Get($"/reports/summary?group_by=member&{Range}")).Is(200);

        Assert.Equal(seconds, report["totals"]!["tracked_seconds"]!.GetValue<long>());
        Assert.Equal(850, (await world.Api.Get("/time_entries"))["data"]!.AsArray().Sum(entry => entry!["duration_seconds"]!.GetValue<long>()));
    }

    [Fact]
    public async Task A_report_is_CSV_where_that_is_asked_for_and_its_cells_are_no_formulas()
    {
        var world = await World.CreateAsync(app);
        var evil = await world.AddProjectAsync("=HYPERLINK(\\\"http://example.com\\\")");
        await world.AddEntryAsync(more: $",\"project_id\":{evil}");
        await world.AddEntryAsync(more: $",\"project_id\":{await world.AddProjectAsync("a, \\\"b\\\"")}");
        foreach (var name in new[] { "+1", "-1", "@x" })
        {
            await world.AddEntryAsync(more: $",\"project_id\":{await world.AddProjectAsync(name)}");
        }

        var csv = (await world.Api.With(("Accept", "text/csv")).Get($"/reports/summary?group_by=project&{Range}")).Is(200);
        var lines = csv.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv; charset=utf-8", csv.ContentType);
        Assert.Equal("Accept", csv.Header("Vary"));
        Assert.Equal("project_id,project_name,entries,tracked_seconds,billable_seconds,billed_seconds,revenue_cents,internal_cost_cents", lines[0]);
        Assert.StartsWith($"{evil},\"'=HYPERLINK(\"\"http://example.com\"\")\",1,3600", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"a, \"\"b\"\"\",", lines[2], StringComparison.Ordinal);
        Assert.Contains("'+1", lines[3], StringComparison.Ordinal);
        Assert.Contains("'-1", lines[4], StringComparison.Ordinal);
        Assert.Contains("'@x", lines[5], StringComparison.Ordinal);
        Assert.NotEqual(csv.ETag, (await world.Api.Get($"/reports/summary?group_by=project&{Range}")).ETag);
    }

    [Fact]
    public async Task A_negative_margin_is_a_number_in_CSV_too()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", """{"internal_hourly_cost_cents":100}""")).Is(200);
        await world.AddEntryAsync();

        var csv = (await world.Api.With(("Accept", "text/csv")).Get($"/reports/profitability?by=client&{Range}")).Is(200);

        Assert.Contains(",3600,3600,0,100,-100,", csv.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_has_a_tag_until_something_changes()
    {
        var world = await World.CreateAsync(app);
        var path = $"/reports/summary?{Range}";
        var report = (await world.Api.Get(path)).Is(200);

        Assert.Equal("Accept", (await world.Api.With(("If-None-Match", report.ETag!)).Get(path)).Is(304).Header("Vary"));
        await world.AddEntryAsync();
        Assert.NotEqual(report.ETag, (await world.Api.With(("If-None-Match", report.ETag!)).Get(path)).Is(200).ETag);
    }

    [Fact]
    public async Task Members_report_their_own_time_and_no_costs()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        await world.AddEntryAsync();
        await world.AddEntryAsync(api: member.Api, seconds: 60);

        var own = (await member.Api.Get($"/reports/summary?group_by=member&{Range}")).Is(200);
        Assert.Equal(60, own["totals"]!["tracked_seconds"]!.GetValue<long>());
        Assert.DoesNotContain("cost", own.Body, StringComparison.Ordinal);
        foreach (var report in new[] { "utilization", "cost_breakdown", "profitability" })
        {
            var refused = (await member.Api.Get($"/reports/{report}?{Range}")).IsError(403, "forbidden");
            Assert.Equal($"reports.{report}", refused["error"]!["action"]!.GetValue<string>());
            (await (await world.AddAsync(Role.Viewer)).Api.Get($"/reports/{report}?{Range}")).IsError(403, "forbidden");
        }
    }

    [Theory]
    [InlineData("/reports/summary", "from", "to")]
    [InlineData("/reports/summary?from=2024-01-02&to=2024-01-01", "to")]
    [InlineData("/reports/summary?from=2024-01-01&to=2034-01-01", "to")]
    [InlineData("/reports/summary?from=01.02.2024&to=9999-12-31", "from", "to")]
    [InlineData("/reports/summary?from=2024-01-01&to=2024-01-01&time_zone=Mars", "time_zone")]
    [InlineData("/reports/summary?from=2024-01-01&to=2024-01-01&group_by=mood", "group_by")]
    [InlineData("/reports/summary?from=2024-01-01&to=2024-01-01&group_by=day,week,month", "group_by")]
    [InlineData("/reports/summary?from=2024-01-01&to=2024-01-01&group_by=day,day", "group_by")]
    [InlineData("/reports/cost_breakdown?from=2024-01-01&to=2024-01-01&by=tag", "by")]
    [InlineData("/reports/utilization?from=2024-01-01&to=2024-01-01&group_by=tag", "group_by")]
    [InlineData("/reports/summary?from=2024-01-01&to=2024-01-01&client_id=777", "client_id")]
    public async Task What_is_not_acceptable_is_named(string path, params string[] fields)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get(path)).IsInvalid(fields);
    }
}
