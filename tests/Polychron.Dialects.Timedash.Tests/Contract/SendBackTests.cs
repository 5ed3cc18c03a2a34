using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timedash.Tests.Contract;

/// <summary>An object can be sent back as it came, whatever other dialects have put into it: that changes nothing.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class SendBackTests(TimedashApp app)
{
    private const string Timing = "/timing/api/v1";

    [Theory]
    [InlineData(null)]
    [InlineData(BillingStatus.Undetermined)]
    [InlineData(BillingStatus.NotBillable)]
    [InlineData(BillingStatus.Billable)]
    [InlineData(BillingStatus.Billed)]
    [InlineData(BillingStatus.Paid)]
    public async Task An_agreement_keeps_the_billing_status_of_its_new_assignments(BillingStatus? status)
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddAgreementAsync();
        await world.WriteAsync(world.Owner, transaction =>
        {
            var before = transaction.Picture.Projects.Find(id)!;
            return transaction.Update(before, before with { DefaultBillingStatus = status });
        });

        await SendBackAsync(world.Api, $"/agreements/{id}");

        Assert.Equal(status, (await app.Log.OpenAsync(world.WorkspaceId)).Picture.Projects.Find(id)!.DefaultBillingStatus);

        // The flag that is said otherwise does change it.
        var other = status == BillingStatus.NotBillable ? "true" : "false";
        Assert.Equal(other, (await world.Api.Put($"/agreements/{id}", $$"""{ "billable": {{other}} }""")).Is(200).Json["billable"]!.ToJsonString());
    }

    [Fact]
    public async Task An_agreement_keeps_the_money_that_its_manager_is_not_shown()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddAgreementAsync(more: """, "budget_type": "money", "budget": 500000""");
        var manager = await world.AddAsync(Role.Manager);
        await world.WriteAsync(world.Owner, transaction =>
        {
            var before = transaction.Picture.Members[manager.Id];
            return transaction.Update(before, before with { HidesRates = true });
        });

        var shown = await SendBackAsync(manager.Api, $"/agreements/{id}");

        Assert.Equal(("money", null, null), (shown.Json.Text("budget_type"), shown["budget"], shown["rate"]));
        var kept = (await world.Api.Get($"/agreements/{id}")).Is(200);
        Assert.Equal(("money", 500_000, 12_000), (kept.Json.Text("budget_type"), kept.Json.Number("budget"), kept.Json.Number("rate")));
    }

    [Fact]
    public async Task An_assignment_keeps_metadata_that_is_more_than_could_be_set_here()
    {
        var world = await World.CreateAsync(app);
        var timing = world.Api.Of(Timing);
        var fields = string.Join(", ", Enumerable.Range(1, 30).Select(i => $"\"n{i}\": \"{i}\""));
        var path = "/assignments/" + (await timing.Post(
            "/time-entries",
            $$"""
            { "start_date": "2024-02-01T09:00:00Z", "end_date": "2024-02-01T10:00:00Z",
              "custom_fields": { {{fields}}, "long": "{{new string('x', 900)}}", "{{new string('n', 60)}}": "y" } }
            """)).Is(201).Json["data"]!.Text("self").Split('/')[^1];

        var shown = await SendBackAsync(world.Api, path);

        // What is changed has to keep the limits.
        Assert.Equal(32, shown["metadata"]!.AsObject().Count);
        (await world.Api.Put(path, $$"""{ "metadata": { "long": "{{new string('y', 900)}}" } }""")).IsError(400, "metadata[long]");
        (await world.Api.Put(path, $$"""{ "metadata": { "{{new string('n', 60)}}": "z" } }""")).IsError(400, "metadata");
        (await world.Api.Put(path, """{ "metadata": { "another": "1" } }""")).IsError(400, "metadata");
        Assert.Equal(shown.Body, (await world.Api.Get(path)).Is(200).Body);
        (await world.Api.Put(path, $$"""{ "metadata": { "long": "short", "{{new string('n', 60)}}": "" } }""")).Is(200);
    }

    [Theory]
    [InlineData("/contacts")]
    [InlineData("/agreements")]
    public async Task A_contact_and_an_agreement_keep_metadata_that_is_longer_than_could_be_set_here(string path)
    {
        var world = await World.CreateAsync(app);
        var id = (await world.Api.Post(path, """{ "name": "n", "metadata": { "long": "x" } }""")).Is(200).Id;
        await world.WriteAsync(world.Owner, transaction =>
        {
            if (transaction.Picture.Projects.Find(id) is { } project)
            {
                transaction.Update(project, project with { CustomFields = project.CustomFields.SetItem("long", new string('x', 900)) });
            }
            else
            {
                var client = transaction.Picture.Clients[id];
                transaction.Update(client, client with { CustomFields = client.CustomFields.SetItem("long", new string('x', 900)) });
            }

            return true;
        });

        var shown = await SendBackAsync(world.Api, $"{path}/{id}");

        Assert.Equal(900, shown["metadata"]!.Text("long").Length);
        (await world.Api.Put($"{path}/{id}", $$"""{ "metadata": { "long": "{{new string('x', 901)}}" } }""")).IsError(400, "metadata[long]");
    }

    [Theory]
    [InlineData("undetermined")]
    [InlineData("not_billable")]
    [InlineData("billable")]
    [InlineData("billed")]
    [InlineData("paid")]
    public async Task An_assignment_keeps_its_billing_status(string status)
    {
        var world = await World.CreateAsync(app);
        var self = (await world.Api.Of(Timing).Post(
            "/time-entries",
            $$"""{ "start_date": "2024-02-01T09:00:00Z", "end_date": "2024-02-01T10:00:00Z", "billing_status": "{{status}}" }""")).Is(201)
            .Json["data"]!.Text("self");

        await SendBackAsync(world.Api, "/assignments/" + self.Split('/')[^1]);

        Assert.Equal(status, (await world.Api.Of(Timing).Get(self)).Is(200).Json["data"]!.Text("billing_status"));
    }

    [Theory]
    [InlineData(""" "hours": 2, "minutes": 30 """)]
    [InlineData(""" "hours": 2, "from": "2024-02-01T09:00:00Z", "to": "2024-02-01T13:00:00Z" """)]
    public async Task An_assignment_keeps_hours_that_are_not_what_lies_between_its_times(string times)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var timely = world.Api.Of($"/timely/1.1/{world.WorkspaceId}");
        var id = (await timely.Post("/events", $$"""{ "event": { "day": "2024-02-01", "project_id": {{agreement}}, {{times}} } }""")).Is(201).Id;
        var before = (await timely.Get($"/events/{id}")).Is(200).Body;

        await SendBackAsync(world.Api, $"/assignments/{id}");

        Assert.Equal(before, (await timely.Get($"/events/{id}")).Is(200).Body);
    }

    [Fact]
    public async Task An_assignment_keeps_an_agreement_that_was_put_away_or_deleted_and_is_taken_from_none()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var id = await world.AddAssignmentAsync(agreement);

        (await world.Api.Put($"/assignments/{id}", """{ "agreement": null }""")).IsError(400, "agreement");
        (await world.Api.Put($"/agreements/{agreement}", """{ "archived": true }""")).Is(200);
        await SendBackAsync(world.Api, $"/assignments/{id}");
        (await world.Api.Delete($"/agreements/{agreement}")).Is(204);
        await SendBackAsync(world.Api, $"/assignments/{id}");
    }

    [Fact]
    public async Task An_assignment_that_runs_runs_on()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var id = (await world.Api.Of(Timing).Post("/time-entries/start", $$"""{ "project": "/projects/{{agreement}}" }""")).Is(201)
            .Json["data"]!.Text("self").Split('/')[^1];
        app.Time.Advance(TimeSpan.FromSeconds(100));
        var shown = (await world.Api.Get($"/assignments/{id}")).Is(200);
        app.Time.Advance(TimeSpan.FromSeconds(100));

        var sent = (await world.Api.Put($"/assignments/{id}", shown.Body)).Is(200);

        Assert.Equal((true, 200, shown.ETag), (sent["running"]!.GetValue<bool>(), sent.Json.Number("duration"), sent.ETag));
        var stopped = (await world.Api.Put($"/assignments/{id}", """{ "duration": 60, "running": false }""")).Is(200).Json;
        Assert.Equal((false, 60), (stopped["running"]!.GetValue<bool>(), stopped.Number("duration")));
    }

    private static async Task<Answer> SendBackAsync(Api api, string path)
    {
        var shown = (await api.Get(path)).Is(200);
        var sent = (await api.Put(path, shown.Body)).Is(200);
        Assert.Equal((shown.Body, shown.ETag), (sent.Body, sent.ETag));
        return shown;
    }
}
