using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Contract;

/// <summary>One data set: what Timedash writes is what Timing and Timely show, and the other way round.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class CrossDialectTests(TimedashApp app)
{
    private const string Timing = "/timing/api/v1";

    [Fact]
    public async Task An_agreement_is_a_project_and_an_invoiced_assignment_is_billed()
    {
        var world = await World.CreateAsync(app);
        var timing = world.Api.Of(Timing);
        var timely = world.Api.Of($"/timely/1.1/{world.WorkspaceId}");
        var agreement = await world.AddAgreementAsync("Website", 12_000, """, "metadata": { "order_id": "6735", "Favorite color": "red" }""");
        var assignment = await world.AddAssignmentAsync(agreement, more: """, "title": "Meeting", "invoiced": true""");

        var project = (await timing.Get($"/projects/{agreement}")).Is(200).Json["data"]!;
        Assert.Equal("Website", project.Text("title"));
        Assert.Equal("6735", project["custom_fields"]!.Text("order_id"));
        Assert.Equal("red", project["custom_fields"]!.Text("utf8-4661766f7269746520636f6c6f72"));

        var entry = (await timing.Get($"/time-entries/{assignment}")).Is(200).Json["data"]!;
        Assert.Equal(("Meeting", "billed", 3_600), (entry.Text("title"), entry.Text("billing_status"), entry.Number("duration")));
        Assert.Equal($"/projects/{agreement}", entry["project"]!.Text("self"));

        var hour = (await timely.Get($"/events/{assignment}")).Is(200).Json;
        Assert.True(hour["billed"]!.GetValue<bool>());
        Assert.True(hour["billable"]!.GetValue<bool>());
        Assert.Equal("Website", (await timely.Get($"/projects/{agreement}")).Is(200).Json.Text("name"));

        (await world.Api.Put($"/assignments/{assignment}", """{ "paid": true }""")).Is(200);
        Assert.Equal("paid", (await timing.Get($"/time-entries/{assignment}")).Json["data"]!.Text("billing_status"));
    }

    [Fact]
    public async Task What_timing_writes_is_shown_and_keeps_its_custom_fields()
    {
        var world = await World.CreateAsync(app);
        var timing = world.Api.Of(Timing);
        var entry = (await timing.Post(
            "/time-entries",
            $$"""
            { "start_date": "2024-02-01T09:00:00Z", "end_date": "2024-02-01T10:00:00Z", "billing_status": "paid",
              "custom_fields": { "from-timing": "{{new string('x', 900)}}", "{{new string('n', 60)}}": "y" } }
            """)).Is(201).Json["data"]!.Text("self").Split('/')[^1];

        var shown = (await world.Api.Get($"/assignments/{entry}")).Is(200).Json;
        Assert.Equal((true, true, true), (shown["billable"]!.GetValue<bool>(), shown["invoiced"]!.GetValue<bool>(), shown["paid"]!.GetValue<bool>()));
        Assert.Equal(900, shown["metadata"]!.Text("from-timing").Length);

        (await world.Api.Put($"/assignments/{entry}", """{ "metadata": { "mine": "1" } }""")).Is(200);
        var fields = (await timing.Get($"/time-entries/{entry}")).Json["data"]!["custom_fields"]!;
        Assert.Equal(("1", 900, "y"), (fields.Text("mine"), fields.Text("from-timing").Length, fields.Text(new string('n', 60))));
    }

    [Fact]
    public async Task A_running_timer_is_shown_as_it_runs_and_a_duration_stops_it()
    {
        var world = await World.CreateAsync(app);
        var timing = world.Api.Of(Timing);
        var agreement = await world.AddAgreementAsync(rate: 3_600);
        var entry = (await timing.Post("/time-entries/start", $$"""{ "project": "/projects/{{agreement}}" }""")).Is(201).Json["data"]!.Text("self").Split('/')[^1];
        app.Time.Advance(TimeSpan.FromSeconds(100));

        var running = (await world.Api.Get($"/assignments/{entry}")).Is(200);
        Assert.Equal((true, 100, 100), (running.Json["running"]!.GetValue<bool>(), running.Json.Number("duration"), running.Json.Number("amount")));
        (await world.Api.With(("If-None-Match", running.ETag!)).Get($"/assignments/{entry}")).Is(200);
        Assert.Single((await world.Api.Get("/assignments?running=true")).Items);

        var stopped = (await world.Api.Put($"/assignments/{entry}", """{ "duration": 60 }""")).Is(200).Json;
        Assert.Equal((false, 60), (stopped["running"]!.GetValue<bool>(), stopped.Number("duration")));
        (await timing.Get("/time-entries/running")).Is(404);
    }

    [Fact]
    public async Task A_client_of_timely_is_a_contact()
    {
        var world = await World.CreateAsync(app);
        var timely = world.Api.Of($"/timely/1.1/{world.WorkspaceId}");
        var contact = (await world.Api.Post("/contacts", """{ "name": "Acme", "metadata": { "a b": "c" } }""")).Is(200).Id;

        Assert.Equal("Acme", (await timely.Get($"/clients/{contact}")).Is(200).Json.Text("name"));
        (await timely.Put($"/clients/{contact}", """{ "client": { "name": "Acme Inc." } }""")).Is(200);
        var shown = (await world.Api.Get($"/contacts/{contact}")).Is(200).Json;
        Assert.Equal(("Acme Inc.", "c"), (shown.Text("name"), shown["metadata"]!.Text("a b")));
    }
}
