using Polychron.Dialects.Timedash.Tests.Support;

namespace Polychron.Dialects.Timedash.Tests.Contract;

/// <summary>What the resources are: every property, its type and its rules, as the dialect's README has them.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class ResourceTests(TimedashApp app)
{
    [Fact]
    public async Task A_contact()
    {
        var world = await World.CreateAsync(app);
        var made = await world.Api.Post("/contacts", """{ "name": "Acme Inc.", "external_id": "A-1", "metadata": { "order_id": "6735" } }""");
        var id = made.Id;
        var now = made.Json.Text("created");
        var expected = $$"""
            { "id": {{id}}, "object": "contact", "name": "Acme Inc.", "archived": false, "external_id": "A-1",
              "created": "{{now}}", "updated": "{{now}}", "metadata": { "order_id": "6735" } }
            """;

        made.Is(200, expected);
        (await world.Api.Get($"/contacts/{id}")).Is(200, expected);
        Assert.Matches(@"^2024-03-01T12:\d\d:\d\d\.\d{6}\+00:00$", now);

        var changed = (await world.Api.Put($"/contacts/{id}", """{ "archived": true, "external_id": null }""")).Is(200);
        Assert.True(changed.Json["archived"]!.GetValue<bool>());
        Assert.Null(changed.Json["external_id"]);
        Assert.Null((await world.Api.Put($"/contacts/{id}", """{ "external_id": "" }""")).Is(200).Json["external_id"]);
        Assert.Equal("Acme Inc.", changed.Json.Text("name"));
        Assert.Equal("Acme", (await world.Api.Patch($"/contacts/{id}", """{ "name": "Acme" }""")).Is(200).Json.Text("name"));
        (await world.Api.Put($"/contacts/{id}", """{ "name": null }""")).IsError(400, "name");
        (await world.Api.Put($"/contacts/{id}", """{ "name": " " }""")).IsError(400, "name");
        (await world.Api.Post("/contacts", "{}")).IsError(400, "name");
    }

    [Fact]
    public async Task An_agreement()
    {
        var world = await World.CreateAsync(app);
        var contact = (await world.Api.Post("/contacts", """{ "name": "Acme Inc." }""")).Is(200).Id;
        var made = await world.Api.Post(
            "/agreements",
            $$"""
            { "contact": {{contact}}, "name": "Website", "rate": 12050, "currency": "usd", "billable": true, "terms": "Net 30.\nNo weekends.",
              "budget_type": "money", "budget": 500001 }
            """);
        var now = made.Json.Text("created");
        made.Is(200, $$"""
            { "id": {{made.Id}}, "object": "agreement", "contact": {{contact}}, "name": "Website", "rate": 12050, "currency": "usd",
              "billable": true, "terms": "Net 30.\nNo weekends.", "budget_type": "money", "budget": 500001, "archived": false,
              "created": "{{now}}", "updated": "{{now}}", "metadata": {} }
            """);

        // Sent back as it came, it changes nothing.
        (await world.Api.Put($"/agreements/{made.Id}", made.Body)).Is(200, made.Body);
        (await world.Api.Delete($"/contacts/{contact}")).Is(204);
        Assert.Null((await world.Api.Get($"/agreements/{made.Id}")).Is(200).Json["contact"]);
    }

    [Theory]
    [InlineData("""{ "budget_type": "time", "budget": 5401 }""", "time", 5401)]
    [InlineData("""{ "budget": 7 }""", "money", 7)]
    [InlineData("""{ "budget_type": "time" }""", "none", null)]
    [InlineData("""{ "budget": null }""", "none", null)]
    [InlineData("""{ "budget_type": "none" }""", "none", null)]
    [InlineData("{}", "money", 100)]
    public async Task A_budget_is_money_or_time(string change, string type, int? budget)
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddAgreementAsync(more: """, "budget_type": "money", "budget": 100""");

        var changed = (await world.Api.Put($"/agreements/{id}", change)).Is(200).Json;

        Assert.Equal((type, budget), (changed.Text("budget_type"), changed["budget"]?.GetValue<int>()));
    }

    [Fact]
    public async Task An_assignment_keeps_the_rate_of_its_time()
    {
        var world = await World.CreateAsync(app);
        var contact = (await world.Api.Post("/contacts", """{ "name": "Acme Inc." }""")).Is(200).Id;
        var agreement = await world.AddAgreementAsync("Website", 12_000, $$""", "contact": {{contact}}""");
        var made = await world.Api.Post(
            "/assignments",
            $$"""{ "agreement": {{agreement}}, "timestamp": "2024-03-01T10:00:00+01:00", "duration": 5401, "title": "Meeting", "notes": "a\nb" }""");
        var now = made.Json.Text("created");
        made.Is(200, $$"""
            { "id": {{made.Id}}, "object": "assignment", "agreement": {{agreement}}, "contact": {{contact}}, "user": {{world.Owner.Id}},
              "timestamp": "2024-03-01T09:00:00.000000+00:00", "duration": 5401, "title": "Meeting", "notes": "a\nb",
              "billable": true, "invoiced": false, "paid": false, "rate": 12000, "amount": 18003, "currency": "usd", "running": false,
              "created": "{{now}}", "updated": "{{now}}", "metadata": {} }
            """);

        (await world.Api.Put($"/agreements/{agreement}", """{ "rate": 99 }""")).Is(200);
        (await world.Api.Get($"/assignments/{made.Id}")).Is(200, made.Body);
        (await world.Api.Put($"/assignments/{made.Id}", made.Body)).Is(200, made.Body);
        Assert.Equal(99, (await world.Api.Get($"/assignments/{await world.AddAssignmentAsync(agreement)}")).Json.Number("amount"));

        var moved = (await world.Api.Put($"/assignments/{made.Id}", """{ "timestamp": "2024-03-02T09:00:00Z" }""")).Is(200).Json;
        Assert.Equal(("2024-03-02T09:00:00.000000+00:00", 5401), (moved.Text("timestamp"), moved.Number("duration")));
        var longer = (await world.Api.Put($"/assignments/{made.Id}", """{ "duration": 7200 }""")).Is(200).Json;
        Assert.Equal((7200, 24_000), (longer.Number("duration"), longer.Number("amount")));

        (await world.Api.Delete($"/agreements/{agreement}")).Is(204);
        var orphan = (await world.Api.Get($"/assignments/{made.Id}")).Is(200).Json;
        Assert.Equal((null, null, 24_000), (orphan["agreement"], orphan["contact"], orphan.Number("amount")));
    }

    [Theory]
    [InlineData("""{ "invoiced": true }""", true, true, false)]
    [InlineData("""{ "paid": true }""", true, true, true)]
    [InlineData("""{ "paid": true, "invoiced": true, "billable": true }""", true, true, true)]
    [InlineData("""{ "billable": false }""", false, false, false)]
    [InlineData("""{ "billable": false, "invoiced": false, "paid": false }""", false, false, false)]
    [InlineData("""{ "billable": true }""", true, false, false)]
    public async Task What_is_paid_is_invoiced_and_what_is_invoiced_is_billable(string flags, bool billable, bool invoiced, bool paid)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var changed = (await world.Api.Put($"/assignments/{await world.AddAssignmentAsync(agreement)}", flags)).Is(200).Json;
        var created = (await world.Api.Get(
            $"/assignments/{await world.AddAssignmentAsync(agreement, more: ", " + flags.Trim('{', '}', ' '))}")).Json;

        Assert.All([changed, created], shown => Assert.Equal(
            (billable, invoiced, paid),
            (shown["billable"]!.GetValue<bool>(), shown["invoiced"]!.GetValue<bool>(), shown["paid"]!.GetValue<bool>())));
    }

    [Theory]
    [InlineData("""{ "paid": false }""", true, false)]
    [InlineData("""{ "invoiced": true }""", true, true)]
    [InlineData("""{ "invoiced": false }""", false, false)]
    [InlineData("""{ "billable": false }""", false, false)]
    public async Task Flags_that_are_left_out_of_a_paid_assignment_follow(string flags, bool invoiced, bool paid)
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddAssignmentAsync(await world.AddAgreementAsync(), more: """, "paid": true""");
        var changed = (await world.Api.Put($"/assignments/{id}", flags)).Is(200).Json;

        Assert.Equal((invoiced, paid), (changed["invoiced"]!.GetValue<bool>(), changed["paid"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Keys_are_shown_once_and_several_are_active_at_a_time()
    {
        var world = await World.CreateAsync(app);
        var made = (await world.Api.Post("/api_keys", """{ "name": "Script" }""")).Is(200);
        var key = made.Json.Text("key");
        var now = made.Json.Text("created");
        (await world.Api.Get($"/api_keys/{made.Id}")).Is(200, $$"""
            { "id": {{made.Id}}, "object": "api_key", "name": "Script", "current": false, "requests_per_minute": null,
              "created": "{{now}}", "updated": "{{now}}" }
            """);

        var other = new Api(app, key);
        Assert.True((await other.Get($"/api_keys/{made.Id}")).Json["current"]!.GetValue<bool>());
        Assert.Equal(2, (await other.Get("/api_keys")).Json.Number("total"));
        Assert.DoesNotContain(key, (await other.Get("/api_keys")).Body, StringComparison.Ordinal);
        Assert.Equal("Invoices", (await world.Api.Put($"/api_keys/{made.Id}", """{ "name": "Invoices" }""")).Is(200).Json.Text("name"));

        (await other.Delete($"/api_keys/{made.Id}")).Is(204);
        (await other.Get("/contacts")).IsError(401);
        (await world.Api.Get($"/api_keys/{made.Id}")).IsError(404);
        (await world.Api.Get("/contacts")).Is(200);
    }

    [Fact]
    public async Task The_account()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Domain.Members.Role.Member, "Ada");
        var user = $$"""{ "id": {{world.Owner.Id}}, "object": "user", "name": "Johnny Appleseed", "email": "{{world.Owner.Email}}", "role": "owner" }""";
        var answer = await world.Api.Get("/account");

        answer.Is(200, $$"""
            { "id": {{world.WorkspaceId}}, "object": "account", "name": "Acme", "currency": "usd", "time_zone": "UTC", "plan": "business",
              "read_only": false, "created": "{{answer.Json.Text("created")}}", "updated": "{{answer.Json.Text("updated")}}",
              "user": {{user}},
              "users": [ {{user}}, { "id": {{member.Id}}, "object": "user", "name": "Ada", "email": "{{member.Email}}", "role": "member" } ] }
            """);
    }
}
