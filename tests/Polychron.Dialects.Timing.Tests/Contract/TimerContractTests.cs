using Polychron.Dialects.Dates;
using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>Whole exchanges about timers, and the two redirects.</summary>
[Collection(TimingAppTests.Name)]
public sealed class TimerContractTests(TimingApp app)
{
    private string Now => IsoInstant.Format(app.Now);

    [Fact]
    public async Task Start_and_stop_with_all_fields()
    {
        var world = await World.CreateAsync(app);
        var project = (await world.Api.Post("/projects", """{ "title": "Unproductive child project" }""")).Self;
        var began = Now;
        string Timer(string self, string end, int duration, bool isRunning, string message) => $$"""
            {
                "data": {
                    "self": "{{self}}",
                    "start_date": "{{began}}",
                    "end_date": "{{end}}",
                    "duration": {{duration}},
                    "project": { "self": "{{project}}" },
                    "title": "Client Meeting",
                    "notes": "Some more detailed notes",
                    "is_running": {{(isRunning ? "true" : "false")}},
                    "creator_id": "{{world.Owner.Self}}",
                    "creator_name": "Johnny Appleseed",
                    "billing_status": "billable",
                    "custom_fields": { "field_name": "field_value" }
                },
                "message": "{{message}}"
            }
            """;

        var started = await world.Api.Post("/time-entries/start", $$"""
            {
                "start_date": "{{began}}",
                "project": "Unproductive child project",
                "title": "Client Meeting",
                "notes": "Some more detailed notes",
                "replace_existing": false,
                "custom_fields": { "field_name": "field_value" },
                "billing_status": "billable"
            }
            """);
        started.Is(201, Timer(started.Self, began, 0, true, "Timer 'Client Meeting' started."));

        app.Time.Advance(TimeSpan.FromSeconds(90.25));
        var running = await world.Api.Get(started.Self);
        Assert.Equal((90, Now, true), (running.Data.Number("duration"), running.Data.Text("end_date"), running.Data["is_running"]!.GetValue<bool>()));

        var stopped = await world.Api.Put("/time-entries/stop");
        stopped.Is(200, Timer(started.Self, Now, 90, false, "Timer 'Client Meeting' stopped."));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{ "title": null, "start_date": null, "project": "" }""")]
    [InlineData("""{ "start_date": "", "project": "", "title": "", "notes": "", "replace_existing": "", "custom_fields": "", "billing_status": "" }""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Start_with_nothing_starts_now(string? body)
    {
        var world = await World.CreateAsync(app);

        var started = await world.Api.Post("/time-entries/start", body);

        started.Is(201, $$"""
            {
                "data": {
                    "self": "{{started.Self}}",
                    "start_date": "{{Now}}",
                    "end_date": "{{Now}}",
                    "duration": 0,
                    "project": null,
                    "title": null,
                    "notes": null,
                    "is_running": true,
                    "creator_id": "{{world.Owner.Self}}",
                    "creator_name": "Johnny Appleseed",
                    "billing_status": "undetermined",
                    "custom_fields": {}
                },
                "message": "Timer started."
            }
            """);
        Assert.Equal("Timer stopped.", (await world.Api.Put("/time-entries/stop")).Is(200).Json.Text("message"));
    }

    [Theory]
    [InlineData("""He said "stop" & <b>left</b>""")]
    [InlineData("🧑🏽‍💻 Überprüfung 東京 – é")]
    [InlineData("it's")]
    public async Task Messages_hold_any_title(string title)
    {
        var world = await World.CreateAsync(app);
        var body = new System.Text.Json.Nodes.JsonObject { ["title"] = title };

        var started = (await world.Api.Post("/time-entries/start", body.ToJsonString())).Is(201);

        Assert.Equal($"Timer '{title}' started.", started.Json.Text("message"));
        Assert.Equal(title, started.Data.Text("title"));
        Assert.Equal(title, (await world.Api.Get(started.Self)).Data.Text("title"));
        Assert.Equal($"Timer '{title}' stopped.", (await world.Api.Put("/time-entries/stop")).Json.Text("message"));
    }

    [Fact]
    public async Task Starting_stops_the_running_timer_in_the_same_write()
    {
        var world = await World.CreateAsync(app);
        var first = (await world.Api.Post("/time-entries/start", """{ "title": "first" }""")).Self;
        app.Time.Advance(TimeSpan.FromMinutes(10));

        var second = (await world.Api.Post("/time-entries/start", """{ "title": "second" }""")).Is(201);

        var stopped = (await world.Api.Get(first)).Data;
        Assert.False(stopped["is_running"]!.GetValue<bool>());
        Assert.Equal((600, Now), (stopped.Number("duration"), stopped.Text("end_date")));
        Assert.Equal(second.Data.Text("start_date"), stopped.Text("end_date"));
        var list = (await world.Api.Get("/time-entries?is_running=1")).Is(200);
        Assert.Equal([second.Self], list.Items.Select(item => item.Text("self")));
        Assert.Equal(1, list.Json["meta"]!.Number("total"));
    }

    [Fact]
    public async Task A_timer_that_should_have_started_earlier_ends_the_running_one_there()
    {
        var world = await World.CreateAsync(app);
        var first = (await world.Api.Post("/time-entries/start")).Self;
        app.Time.Advance(TimeSpan.FromMinutes(10));
        var start = IsoInstant.Format(app.Now - NodaTime.Duration.FromMinutes(4));

        await world.Api.Post("/time-entries/start", $$"""{ "start_date": "{{start}}" }""");

        var stopped = (await world.Api.Get(first)).Data;
        Assert.Equal((360, start), (stopped.Number("duration"), stopped.Text("end_date")));
    }

    [Fact]
    public async Task A_timer_does_not_start_in_the_future_but_for_an_hour_of_a_wrong_clock()
    {
        var world = await World.CreateAsync(app);
        var soon = IsoInstant.Format(app.Now + NodaTime.Duration.FromMinutes(30));
        var later = IsoInstant.Format(app.Now + NodaTime.Duration.FromHours(3));

        (await world.Api.Post("/time-entries/start", $$"""{ "start_date": "{{later}}" }""")).IsInvalid("start_date");
        var started = (await world.Api.Post("/time-entries/start", $$"""{ "start_date": "{{soon}}" }""")).Is(201);

        // It never ends before it starts.
        Assert.Equal((0, soon), (started.Data.Number("duration"), started.Data.Text("end_date")));
        (await world.Api.Patch(started.Self, $$"""{ "start_date": "{{later}}" }""")).IsInvalid("start_date");
    }

    [Fact]
    public async Task Stop_without_a_timer_is_404()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Put("/time-entries/stop")).Is(404, """{ "message": "No running timer found." }""");
        (await world.Api.Put("/time-entries/stop", "{}")).Is(404, """{ "message": "No running timer found." }""");
    }

    [Fact]
    public async Task An_end_date_stops_a_running_timer()
    {
        var world = await World.CreateAsync(app);
        var timer = (await world.Api.Post("/time-entries/start")).Self;
        app.Time.Advance(TimeSpan.FromMinutes(10));

        var end = IsoInstant.Format(app.Now - NodaTime.Duration.FromMinutes(1));
        var stopped = (await world.Api.Patch(timer, $$"""{ "end_date": "{{end}}" }""")).Is(200);

        Assert.Equal((540, end, false), (stopped.Data.Number("duration"), stopped.Data.Text("end_date"), stopped.Data["is_running"]!.GetValue<bool>()));
        (await world.Api.Put("/time-entries/stop")).Is(404);
    }

    [Theory]
    [InlineData("/time-entries/running", "No running timer found.")]
    [InlineData("/time-entries/latest", "No time entry found.")]
    public async Task Redirects_to_nothing_are_404(string path, string message)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get(path)).Is(404, $$"""{ "message": "{{message}}" }""");
    }

    [Fact]
    public async Task Redirects_lead_to_the_running_and_the_latest_entry()
    {
        var world = await World.CreateAsync(app);
        var timer = (await world.Api.Post("/time-entries/start")).Self;
        var tomorrow = app.Now + NodaTime.Duration.FromDays(1);
        var planned = (await world.Api.Post(
            "/time-entries",
            $$"""{ "start_date": "{{IsoInstant.Format(tomorrow)}}", "end_date": "{{IsoInstant.Format(tomorrow)}}" }""")).Is(201).Self;

        AssertRedirect(await world.Api.Get("/time-entries/running"), world.Api.Url(timer));
        AssertRedirect(await world.Api.Get("/time-entries/latest"), world.Api.Url(planned));
    }

    private static void AssertRedirect(Answer answer, string url)
    {
        answer.Is(302);
        Assert.Equal("text/html; charset=utf-8", answer.ContentType);
        Assert.Equal(url, answer.Header("Location"));
        Assert.Equal(
            $"""
            <!DOCTYPE html>
            <html>
                <head>
                    <meta charset="UTF-8" />
                    <meta http-equiv="refresh" content="0;url='{url}'" />

                    <title>Redirecting to {url}</title>
                </head>
                <body>
                    Redirecting to <a href="{url}">{url}</a>.
                </body>
            </html>
            """,
            answer.Body);
    }
}
