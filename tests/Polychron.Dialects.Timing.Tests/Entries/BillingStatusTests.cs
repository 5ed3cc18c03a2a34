using Polychron.Dialects.Timing.Tests.Support;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>Billing statuses of entries: given, inherited, reset and filtered.</summary>
[Collection(TimingAppTests.Name)]
public sealed class BillingStatusTests(TimingApp app)
{
    private static async Task<Answer> CreateAsync(Api api, string more) => await api.Post(
        "/time-entries", $$"""{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z"{{more}} }""");

    [Theory]
    [InlineData("undetermined")]
    [InlineData("not_billable")]
    [InlineData("billable")]
    [InlineData("billed")]
    [InlineData("paid")]
    public async Task All_five_are_kept_and_found(string status)
    {
        var world = await World.CreateAsync(app);
        var entry = await CreateAsync(world.Api, $", \"billing_status\": \"{status}\"");
        foreach (var other in (string[])["undetermined", "not_billable", "billable", "billed", "paid"])
        {
            await CreateAsync(world.Api, $", \"billing_status\": \"{other}\"");
        }

        Assert.Equal(status, entry.Is(201).Data.Text("billing_status"));
        var found = (await world.Api.Get($"/time-entries?billing_status[]={status}")).Is(200);
        Assert.Equal([status, status], found.Items.Select(item => item.Text("billing_status")));
        Assert.Equal(3, (await world.Api.Get($"/time-entries?billing_status[0]={status}&billing_status[1]={(status == "paid" ? "billed" : "paid")}")).Items.Length);
    }

    [Fact]
    public async Task It_is_inherited_from_the_project_and_its_ancestors()
    {
        var world = await World.CreateAsync(app);
        await world.Api.Post("/projects", """{ "title": "Root", "default_billing_status": "not_billable" }""");
        await world.Api.Post("/projects", """{ "title": "Child", "parent": "Root" }""");
        var leaf = (await world.Api.Post("/projects", """{ "title": "Leaf", "parent": "Child", "default_billing_status": "billable" }""")).Self;

        Assert.Equal("not_billable", (await CreateAsync(world.Api, ", \"project\": \"Child\"")).Data.Text("billing_status"));
        var entry = await CreateAsync(world.Api, ", \"project\": \"Leaf\"");
        Assert.Equal("billable", entry.Data.Text("billing_status"));

        // What was written stays; what is reset takes what is inherited now.
        await world.Api.Patch(leaf, """{ "default_billing_status": "" }""");
        Assert.Equal("billable", (await world.Api.Get(entry.Self)).Data.Text("billing_status"));
        Assert.Equal("not_billable", (await world.Api.Patch(entry.Self, """{ "billing_status": "" }""")).Is(200).Data.Text("billing_status"));
        Assert.Equal("not_billable", (await CreateAsync(world.Api, ", \"project\": \"Leaf\", \"billing_status\": \"\"")).Data.Text("billing_status"));
        Assert.Equal("not_billable", (await world.Api.Post("/time-entries/start", """{ "project": "Leaf" }""")).Data.Text("billing_status"));
    }

    [Theory]
    [InlineData("\"free\"")]
    [InlineData("\"Billable\"")]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("[]")]
    public async Task Others_are_refused(string status)
    {
        var world = await World.CreateAsync(app);

        (await CreateAsync(world.Api, $", \"billing_status\": {status}")).IsInvalid("billing_status");
        (await world.Api.Post("/projects", $$"""{ "title": "t", "default_billing_status": {{status}} }""")).IsInvalid("default_billing_status");
    }

    [Theory]
    [InlineData("undetermined")]
    [InlineData("billed")]
    [InlineData("paid")]
    public async Task A_projects_default_is_billable_or_not(string status)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Post("/projects", $$"""{ "title": "t", "default_billing_status": "{{status}}" }""")).IsInvalid("default_billing_status");
    }

    [Theory]
    [InlineData("billing_status[]=", "billing_status.0")]
    [InlineData("billing_status[]=paid&billing_status[]=free", "billing_status.1")]
    public async Task Filters_are_checked(string query, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/time-entries?{query}")).IsInvalid(field);
    }
}
