using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Dates;

/// <summary>Dates in requests: with a zone, without one, in a zone that skips or repeats an hour or half of one.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ZoneTests(TimingApp app)
{
    [Theory]
    [InlineData("2019-01-01T00:00:00+00:00", null, "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00Z", "Asia/Kolkata", "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00+0530", "Europe/Berlin", "2018-12-31T18:30:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00-08", null, "2019-01-01T08:00:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00", null, "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01 07:05", null, "2019-01-01T07:05:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00.123456789", "UTC", "2019-01-01T00:00:00.123456+00:00")]
    [InlineData("2019-01-01", null, "2019-01-01T00:00:00.000000+00:00")]
    [InlineData("2019-01-01", "Asia/Kolkata", "2018-12-31T18:30:00.000000+00:00")]
    [InlineData("2019-01-01T00:00:00", "Asia/Kolkata", "2018-12-31T18:30:00.000000+00:00")]
    [InlineData("2019-07-01T00:00:00", "Europe/Berlin", "2019-06-30T22:00:00.000000+00:00")]
    // Berlin, 31 March 2019: 02:00 became 03:00. Half past two moves by the gap.
    [InlineData("2019-03-31T01:59:59", "Europe/Berlin", "2019-03-31T00:59:59.000000+00:00")]
    [InlineData("2019-03-31T02:30:00", "Europe/Berlin", "2019-03-31T01:30:00.000000+00:00")]
    [InlineData("2019-03-31T03:30:00", "Europe/Berlin", "2019-03-31T01:30:00.000000+00:00")]
    // Berlin, 27 October 2019: 02:30 came twice, and means the first time.
    [InlineData("2019-10-27T02:30:00", "Europe/Berlin", "2019-10-27T00:30:00.000000+00:00")]
    [InlineData("2019-10-27T02:30:00+01:00", "Europe/Berlin", "2019-10-27T01:30:00.000000+00:00")]
    // Lord Howe changes by half an hour: on 6 October 2019 02:00 became 02:30, on 7 April 2019 02:00 became 01:30.
    [InlineData("2019-10-06T02:15:00", "Australia/Lord_Howe", "2019-10-05T15:45:00.000000+00:00")]
    [InlineData("2019-10-06T02:30:00", "Australia/Lord_Howe", "2019-10-05T15:30:00.000000+00:00")]
    [InlineData("2019-04-07T01:45:00", "Australia/Lord_Howe", "2019-04-06T14:45:00.000000+00:00")]
    // Sao Paulo, 4 November 2018: midnight itself was skipped; the day began at 01:00.
    [InlineData("2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000000+00:00")]
    public async Task A_date_means_the_moment(string date, string? zone, string expected)
    {
        var world = await World.CreateAsync(app);
        var api = zone is null ? world.Api : world.Api.With(("X-Time-Zone", zone));

        var created = await api.Post("/time-entries", $$"""{ "start_date": "{{date}}", "end_date": "{{date}}" }""");

        Assert.Equal(expected, created.Is(201).Data.Text("start_date"));
        Assert.Equal(expected, created.Data.Text("end_date"));
    }

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("+02:00")]
    [InlineData("")]
    [InlineData("UTC, UTC")]
    [InlineData("../../etc/passwd")]
    public async Task An_unknown_zone_is_refused_wherever_dates_are_read(string zone)
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("X-Time-Zone", zone));

        (await api.Post("/time-entries", """{ "start_date": "2019-01-01Z", "end_date": "2019-01-01" }""")).IsInvalid("X-Time-Zone");
        (await api.Post("/time-entries/start", "{}")).IsInvalid("X-Time-Zone");
        (await api.Get("/time-entries?start_date_min=2019-01-01")).IsInvalid("X-Time-Zone");
        (await api.Get("/report")).IsInvalid("X-Time-Zone");
    }

    [Theory]
    [InlineData("\"yesterday\"")]
    [InlineData("\"\"")]
    [InlineData("\"2019-02-29\"")]
    [InlineData("\"2019-13-01T00:00:00Z\"")]
    [InlineData("\"2019-01-01T25:00:00Z\"")]
    [InlineData("\"2019-01-01T00:00:00+25:00\"")]
    [InlineData("\"01/02/2019\"")]
    [InlineData("\"٢٠١٩-٠١-٠١\"")]
    [InlineData("1546300800")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public async Task What_is_no_date_is_refused(string date)
    {
        var world = await World.CreateAsync(app);
        var body = $$"""{ "start_date": {{date}}, "end_date": {{date}} }""";
        (await world.Api.Post("/time-entries", body)).IsInvalid("start_date", "end_date");

        var entry = (await world.Api.Post(
            "/time-entries", """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""")).Self;
        (await world.Api.Patch(entry, body)).IsInvalid("start_date", "end_date");
    }

    [Theory]
    [InlineData("1899-12-31T23:59:59Z", "1900-01-01T00:00:00Z", "start_date")]
    [InlineData("2200-01-01T00:00:00Z", "2200-01-01T00:00:01Z", "start_date")]
    [InlineData("0001-01-01", "9999-12-30", "start_date")]
    [InlineData("2019-01-01T01:00:00Z", "2019-01-01T00:59:59.999999Z", "end_date")]
    [InlineData("2019-01-01", "2021-01-01", "end_date")]
    public async Task Dates_that_make_no_entry_are_refused(string start, string end, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/time-entries", $$"""{ "start_date": "{{start}}", "end_date": "{{end}}" }""")).IsInvalid(field);
    }

    [Theory]
    // A day of Berlin, whole: from its local midnight to the next one, both days of a clock change included.
    [InlineData("start_date_min=2019-03-31&start_date_max=2019-03-31", "Europe/Berlin", "2019-03-30T23:00:00Z", true)]
    [InlineData("start_date_min=2019-03-31&start_date_max=2019-03-31", "Europe/Berlin", "2019-03-30T22:59:59.999999Z", false)]
    [InlineData("start_date_min=2019-03-31&start_date_max=2019-03-31", "Europe/Berlin", "2019-03-31T21:59:59.999999Z", true)]
    [InlineData("start_date_min=2019-03-31&start_date_max=2019-03-31", "Europe/Berlin", "2019-03-31T22:00:00Z", false)]
    [InlineData("start_date_min=2019-01-01&start_date_max=2019-01-01", null, "2019-01-01T23:59:59.999999Z", true)]
    // A moment counts itself, and nothing after it.
    [InlineData("start_date_max=2019-01-01T12:00:00", null, "2019-01-01T12:00:00Z", true)]
    [InlineData("start_date_max=2019-01-01T12:00:00", null, "2019-01-01T12:00:00.000001Z", false)]
    [InlineData("start_date_min=2019-01-01T12:00:00", null, "2019-01-01T12:00:00Z", true)]
    [InlineData("start_date_min=2019-01-01T12:00:00", null, "2019-01-01T11:59:59.999999Z", false)]
    // A plus sign that was not encoded arrives as a space.
    [InlineData("start_date_min=2019-01-01T12:00:00+01:00", null, "2019-01-01T11:00:00Z", true)]
    [InlineData("start_date_min=2019-01-01T12:00:00%2B01:00", null, "2019-01-01T10:59:59Z", false)]
    [InlineData("start_date_min=0001-01-01&start_date_max=9999-12-30", null, "2019-01-01T10:59:59Z", true)]
    [InlineData("start_date_min=9999-12-30T00:00:00Z", null, "2019-01-01T10:59:59Z", false)]
    [InlineData("start_date_max=0001-01-01", null, "2019-01-01T10:59:59Z", false)]
    [InlineData("start_date_min=2019-02-01&start_date_max=2019-01-01", null, "2019-01-15T00:00:00Z", false)]
    public async Task Bounds_hold_the_entries_that_start_within_them(string query, string? zone, string start, bool isListed)
    {
        var world = await World.CreateAsync(app);
        var entry = (await world.Api.Post("/time-entries", $$"""{ "start_date": "{{start}}", "end_date": "{{start}}" }""")).Is(201).Self;
        var api = zone is null ? world.Api : world.Api.With(("X-Time-Zone", zone));

        var list = (await api.Get($"/time-entries?{query}")).Is(200);
        var report = (await api.Get($"/report?columns[]=timespan&{query}")).Is(200);

        Assert.Equal(isListed ? [entry] : [], list.Items.Select(item => item.Text("self")));
        Assert.Equal(isListed ? 1 : 0, list.Json["meta"]!.Number("total"));
        Assert.Equal(isListed ? 1 : 0, report.Items.Length);
    }

    [Theory]
    [InlineData("start_date_min")]
    [InlineData("start_date_max")]
    public async Task Bounds_that_are_no_dates_are_refused(string name)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/time-entries?{name}=soon")).IsInvalid(name);
        (await world.Api.Get($"/report?{name}=2019-02-30")).IsInvalid(name);
        (await world.Api.Get($"/time-entries?{name}=")).Is(200);
    }

    [Fact]
    public async Task Entries_over_midnight_and_the_end_of_a_month_count_where_they_start()
    {
        var world = await World.CreateAsync(app);
        var api = world.Api.With(("X-Time-Zone", "Europe/Berlin"));
        var entry = (await api.Post("/time-entries", """{ "start_date": "2019-01-31T23:00:00", "end_date": "2019-02-01T02:00:00" }""")).Is(201);
        Assert.Equal(10800, entry.Data.Number("duration"));

        Assert.Single((await api.Get("/time-entries?start_date_min=2019-01-31&start_date_max=2019-01-31")).Items);
        Assert.Empty((await api.Get("/time-entries?start_date_min=2019-02-01")).Items);
        (await api.Get("/report?columns[]=timespan&timespan_grouping_mode=month")).Is(200, """
            {
                "data": [
                    {
                        "duration": 10800,
                        "start_date": "2018-12-31T23:00:00.000000+00:00",
                        "end_date": "2019-01-31T23:00:00.000000+00:00"
                    }
                ]
            }
            """);
    }
}
