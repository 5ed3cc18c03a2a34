using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Reports;

/// <summary>"Generate report": its columns, filters, groupings and order.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ReportTests(TimingApp app)
{
    private static async Task<string> EntryAsync(Api api, string start, int minutes, string more = "")
    {
        var end = DateTimeOffset.Parse(start).AddMinutes(minutes).ToString("O");
        return (await api.Post("/time-entries", $$"""{ "start_date": "{{start}}", "end_date": "{{end}}" {{more}} }""")).Is(201).Self;
    }

    private static string Columns(params string[] names) => string.Concat(names.Select(name => $"&columns[]={name}"));

    private static string[] Lines(Answer report, string column) =>
        [.. report.Is(200).Items.Select(line => $"{line[column]?.ToString() ?? "null"} {line["duration"]}")];

    [Fact]
    public async Task The_documents_example()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post(
            "/projects", """{ "title": "Project at root level", "color": "#FF0000", "default_billing_status": "billable" }""")).Self;
        await world.Api.Post("/projects", """{ "title": "Child", "parent": "Project at root level" }""");
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 30, ", \"project\": \"Child\", \"title\": \"Client Meeting\"");
        await EntryAsync(world.Api, "2019-01-01T12:00:00Z", 30, ", \"project\": \"Project at root level\", \"notes\": \"a meeting\"");
        await EntryAsync(world.Api, "2019-01-01T14:00:00Z", 30, ", \"project\": \"Child\", \"title\": \"Other\"");

        var report = await world.Api.Get(
            $"/report?include_app_usage=0&include_team_members=0&team_members[]={world.Owner.Self}&start_date_min=2019-01-01"
            + $"&start_date_max=2019-01-01&projects[]={project}&include_child_projects=1&search_query=meeting&billing_status[]=billable"
            + "&columns[]=project&project_grouping_level=0&include_project_data=1&timespan_grouping_mode=day&sort[]=-duration");

        report.Is(200, $$"""
            {
                "data": [
                    {
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
                        }
                    }
                ]
            }
            """);
    }

    [Fact]
    public async Task All_columns_and_no_values()
    {
        var world = await World.CreateAsync(app);
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 30);

        (await world.Api.Get("/report?include_team_members=1" + Columns("project", "title", "notes", "timespan", "user", "billing_status")))
            .Is(200, $$"""
                {
                    "data": [
                        {
                            "duration": 1800,
                            "start_date": "2019-01-01T10:00:00.000000+00:00",
                            "end_date": "2019-01-01T10:30:00.000000+00:00",
                            "project": null,
                            "title": null,
                            "notes": null,
                            "user": { "self": "{{world.Owner.Self}}", "email": "{{world.Owner.Email}}", "name": "Johnny Appleseed" },
                            "billing_status": "undetermined"
                        }
                    ]
                }
                """);
    }

    [Fact]
    public async Task Default_columns_are_user_project_and_title_and_the_user_only_with_team_members()
    {
        var world = await World.CreateAsync(app);
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 30, ", \"title\": \"t\", \"notes\": \"n\"");

        (await world.Api.Get("/report")).Is(200, """{ "data": [{ "duration": 1800, "project": null, "title": "t" }] }""");
        (await world.Api.Get("/report?columns[]=user&sort[]=user")).Is(200, """{ "data": [{ "duration": 1800 }] }""");
        (await world.Api.Get("/report?columns[]=title&sort[]=user&sort[]=-duration")).Is(200, """{ "data": [{ "duration": 1800, "title": "t" }] }""");
        (await world.Api.Get("/report?columns[]=title&sort[]=user&sort[]=-duration&include_team_members=1")).IsInvalid("sort.0");
        Assert.Equal(
            ["duration", "project", "title", "user"],
            (await world.Api.Get("/report?include_team_members=true")).Items[0].AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public async Task No_entries_no_lines()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get("/report")).Is(200, """{ "data": [] }""");
    }

    [Fact]
    public async Task Projects_are_aggregated_by_level()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "A" }""");
        await world.Api.Post("/projects", """{ "title": "B", "parent": "A", "is_archived": true }""");
        await world.Api.Post("/projects", """{ "title": "C", "parent": ["A", "B"] }""");
        foreach (var (title, minutes) in (ValueTuple<string, int>[])[("A", 1), ("B", 2), ("C", 4)])
        {
            await EntryAsync(world.Api, "2019-01-01T10:00:00Z", minutes, $", \"project\": \"{title}\"");
        }

        async Task<string> Grouped(string level)
        {
            var report = (await world.Api.Get($"/report?columns[]=project&include_project_data=1&sort[]=project&project_grouping_level={level}")).Is(200);
            return string.Join(' ', report.Items.Select(line => $"{line["project"]!.Text("title")}{line.Number("duration") / 60}"));
        }

        Assert.Equal("A7", await Grouped("0"));
        Assert.Equal("A1 B6", await Grouped("1"));
        Assert.Equal("A1 B2 C4", await Grouped("2"));
        Assert.Equal("A1 B2 C4", await Grouped("99999999999"));
        Assert.Equal("A1 B2 C4", await Grouped("-1"));
    }

    [Theory]
    [InlineData("day", "UTC", "2019-03-30T00:00:00.000000+00:00 3600|2019-03-31T00:00:00.000000+00:00 3600")]
    // In Berlin both are on the day that has 23 hours.
    [InlineData("day", "Europe/Berlin", "2019-03-30T23:00:00.000000+00:00 7200")]
    [InlineData("week", "UTC", "2019-03-25T00:00:00.000000+00:00 7200")]
    [InlineData("month", "UTC", "2019-03-01T00:00:00.000000+00:00 7200")]
    [InlineData("year", "Asia/Kolkata", "2018-12-31T18:30:00.000000+00:00 7200")]
    [InlineData("exact", "UTC", "2019-03-30T23:00:00.000000+00:00 3600|2019-03-31T21:59:00.000000+00:00 3600")]
    public async Task Intervals_are_grouped_in_the_requests_zone(string grouping, string zone, string expected)
    {
        var world = await World.CreateAsync(app);
        await EntryAsync(world.Api, "2019-03-30T23:00:00Z", 60);
        await EntryAsync(world.Api, "2019-03-31T21:59:00Z", 60);

        var report = await world.Api.With(("X-Time-Zone", zone)).Get(
            $"/report?columns[]=timespan&timespan_grouping_mode={grouping}&sort[]=timespan");

        Assert.Equal(expected, string.Join('|', Lines(report, "start_date")));
        if (grouping == "day" && zone == "Europe/Berlin")
        {
            Assert.Equal("2019-03-31T22:00:00.000000+00:00", report.Items[0].Text("end_date"));
        }
    }

    [Fact]
    public async Task Lines_are_sorted_by_several_columns()
    {
        var world = await World.CreateAsync(app);
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 1, ", \"title\": \"b\", \"billing_status\": \"paid\"");
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 2, ", \"title\": \"B\", \"billing_status\": \"billable\"");
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 3, ", \"title\": \"a\", \"billing_status\": \"paid\"");
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 3, ", \"billing_status\": \"billable\"");

        async Task<string> Sorted(string sort) => string.Join(' ', (await world.Api.Get(
            $"/report?{Columns("title", "billing_status")}&{sort}")).Is(200).Items.Select(line => line["title"]?.ToString() ?? "-"));

        // Ties follow by the columns ascending, what is missing first.
        Assert.Equal("- a B b", await Sorted(""));
        Assert.Equal("b B - a", await Sorted("sort[]=duration"));
        Assert.Equal("- a B b", await Sorted("sort[]=title"));
        Assert.Equal("b B a -", await Sorted("sort[]=-title"));
        Assert.Equal("- B a b", await Sorted("sort[]=billing_status&sort[]=-duration"));
        Assert.Equal("b a B -", await Sorted("sort[0]=-billing_status&sort[1]=duration"));
    }

    [Fact]
    public async Task Projects_sort_by_their_title_chain_and_users_by_their_name()
    {
        var world = await World.CreateAsync(app);
        var zoe = await world.AddAsync(Role.Member, "zoe");
        var adam = await world.AddAsync(Role.Member, "Adam");
        foreach (var (title, parent) in (ValueTuple<string, string?>[])[("Zebra", null), ("Apple", "Zebra"), ("Mango", null)])
        {
            await world.Api.Post("/projects", parent is null ? $$"""{ "title": "{{title}}" }""" : $$"""{ "title": "{{title}}", "parent": "{{parent}}" }""");
            await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 5, $", \"project\": \"{title}\"");
        }

        await EntryAsync(zoe.Api, "2019-01-01T10:00:00Z", 5);
        await EntryAsync(adam.Api, "2019-01-01T10:00:00Z", 5);

        var byProject = await world.Api.Get("/report?columns[]=project&include_project_data=1&sort[]=project");
        Assert.Equal(["Mango", "Zebra", "Apple"], byProject.Is(200).Items.Select(line => line["project"]!.Text("title")));
        var byUser = await world.Api.Get("/report?columns[]=user&include_team_members=1&sort[]=user");
        Assert.Equal(["Adam", "Johnny Appleseed", "zoe"], byUser.Is(200).Items.Select(line => line["user"]!.Text("name")));
    }

    [Fact]
    public async Task A_running_timer_counts_so_far()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/time-entries/start", """{ "title": "t" }""");
        app.Time.Advance(TimeSpan.FromSeconds(42));

        Assert.Equal(["t 42"], Lines(await world.Api.Get("/report?columns[]=title"), "title"));
    }

    [Fact]
    public async Task Sums_of_days_equal_the_sum_of_the_range()
    {
        var world = await World.CreateAsync(app);
        var random = new Random(7);
        for (var i = 0; i < 40; i++)
        {
            var start = new DateTimeOffset(2019, 10, 20, 0, 0, 0, TimeSpan.Zero).AddMinutes(random.Next(20 * 24 * 60));
            await EntryAsync(world.Api, start.ToString("O"), random.Next(300));
        }

        var berlin = world.Api.With(("X-Time-Zone", "Europe/Berlin"));
        const string range = "start_date_min=2019-10-22&start_date_max=2019-11-03";
        var days = (await berlin.Get($"/report?columns[]=timespan&timespan_grouping_mode=day&{range}")).Is(200).Items;
        var whole = (await berlin.Get($"/report?columns[]=billing_status&{range}")).Is(200).Items;
        var listed = (await berlin.Get($"/time-entries?per_page=1000&{range}")).Is(200).Items;

        Assert.Equal(whole.Single().Number("duration"), days.Sum(day => day.Number("duration")));
        Assert.Equal(whole.Single().Number("duration"), listed.Sum(entry => entry.Number("duration")));
        Assert.NotInRange(listed.Length, 0, 5);
    }

    [Theory]
    [InlineData("columns[]=duration", "columns.0")]
    [InlineData("columns[]=title&columns[]=", "columns.1")]
    [InlineData("columns[0]=title&columns[0]=notes", "columns.0")]
    [InlineData("sort[]=colour", "sort.0")]
    [InlineData("columns[]=title&sort[]=-duration&sort[]=project", "sort.1")]
    [InlineData("sort[]=--duration", "sort.0")]
    [InlineData("columns[]=title&include_project_data=1", "include_project_data")]
    [InlineData("columns[]=title&project_grouping_level=0", "project_grouping_level")]
    [InlineData("project_grouping_level=-2", "project_grouping_level")]
    [InlineData("project_grouping_level=deep", "project_grouping_level")]
    [InlineData("timespan_grouping_mode=hour", "timespan_grouping_mode")]
    [InlineData("include_app_usage=2", "include_app_usage")]
    [InlineData("include_app_usage=1&search_query=x", "search_query")]
    [InlineData("include_app_usage=1&billing_status[]=paid", "billing_status")]
    [InlineData("include_team_members=yes", "include_team_members")]
    [InlineData("include_child_projects=yes", "include_child_projects")]
    [InlineData("include_project_data=yes", "include_project_data")]
    [InlineData("billing_status[]=free", "billing_status.0")]
    [InlineData("projects[]=/projects/999999", "projects")]
    [InlineData("team_members[]=/users/999999", "team_members")]
    public async Task Wrong_parameters_are_named(string query, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/report?{query}")).IsInvalid(field);
    }

    [Fact]
    public async Task App_usage_adds_nothing()
    {
        var world = await World.CreateAsync(app);
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 30);

        Assert.Equal(
            (await world.Api.Get("/report")).Is(200).Body, (await world.Api.Get("/report?include_app_usage=1")).Is(200).Body);
    }

    [Fact]
    public async Task A_deleted_projects_time_has_no_project()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "P" }""")).Self;
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 30, ", \"project\": \"P\"");
        await EntryAsync(world.Api, "2019-01-01T12:00:00Z", 30);
        await world.Api.Delete(project);

        (await world.Api.Get("/report?columns[]=project")).Is(200, """{ "data": [{ "duration": 3600, "project": null }] }""");
        Assert.Equal(2, (await world.Api.Get("/time-entries?projects[]=")).Is(200).Items.Length);
    }

    [Fact]
    public async Task Members_see_their_own_time_in_every_report()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        await EntryAsync(world.Api, "2019-01-01T10:00:00Z", 30, ", \"title\": \"owner's\"");
        await EntryAsync(member.Api, "2019-01-01T10:00:00Z", 10, ", \"title\": \"member's\"");

        Assert.Equal(["member's 600"], Lines(await member.Api.Get("/report?columns[]=title&include_team_members=1"), "title"));
        (await member.Api.Get($"/report?team_members[]={world.Owner.Self}&include_team_members=1")).IsInvalid("team_members");
        Assert.Equal(
            ["owner's 1800", "member's 600"], Lines(await world.Api.Get("/report?columns[]=title&include_team_members=1"), "title"));
        Assert.Equal(
            ["member's 600"],
            Lines(await world.Api.Get($"/report?columns[]=title&include_team_members=1&team_members[]={member.Self}"), "title"));
        Assert.Empty(Lines(await world.Api.Get($"/report?columns[]=title&team_members[]={member.Self}"), "title"));
    }
}
