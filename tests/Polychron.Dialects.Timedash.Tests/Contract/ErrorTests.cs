using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timedash.Tests.Contract;

/// <summary>"Errors": the object, its type and param, and the statuses of the table.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class ErrorTests(TimedashApp app)
{
    [Theory]
    [InlineData("POST", "/contacts", "", null)]
    [InlineData("POST", "/contacts", "[]", null)]
    [InlineData("POST", "/contacts", """{ "name": """, null)]
    [InlineData("POST", "/contacts", """{ "name": 5 }""", "name")]
    [InlineData("POST", "/contacts", """{ "name": "a\u0000b" }""", "name")]
    [InlineData("POST", "/contacts", """{ "name": "x", "nmae": "y" }""", "nmae")]
    [InlineData("POST", "/contacts", """{ "name": "x", "archived": "yes" }""", "archived")]
    [InlineData("POST", "/agreements", """{ "name": "x", "client_id": 5 }""", "client_id")]
    [InlineData("POST", "/assignments", """{ "project": 5 }""", "project")]
    [InlineData("POST", "/assignments", """{ "custom_fields.x": 5 }""", "custom_fields.x")]
    [InlineData("GET", "/assignments?project=5", null, "project")]
    [InlineData("GET", "/assignments?start=2024-01-01&start=2024-01-02", null, "start")]
    [InlineData("POST", "/contacts", """{ "name": "x", "metadata": [] }""", "metadata")]
    [InlineData("POST", "/contacts", """{ "name": "x", "metadata": { "a": 5 } }""", "metadata[a]")]
    [InlineData("POST", "/agreements", """{ "name": "x", "rate": -1 }""", "rate")]
    [InlineData("POST", "/agreements", """{ "name": "x", "rate": 1.5 }""", "rate")]
    [InlineData("POST", "/agreements", """{ "name": "" }""", "name")]
    [InlineData("POST", "/agreements", """{ "name": "x", "currency": "eur" }""", "currency")]
    [InlineData("POST", "/agreements", """{ "name": "x", "contact": 999999 }""", "contact")]
    [InlineData("POST", "/agreements", """{ "name": "x", "budget": 5 }""", "budget_type")]
    [InlineData("POST", "/agreements", """{ "name": "x", "budget_type": "gold" }""", "budget_type")]
    [InlineData("POST", "/assignments", """{ "timestamp": "2024-01-01T00:00:00Z", "duration": 1 }""", "agreement")]
    [InlineData("POST", "/assignments", """{ "agreement": 999999, "timestamp": "2024-01-01T00:00:00Z", "duration": 1 }""", "agreement")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "duration": 1 }""", "timestamp")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z" }""", "duration")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "yesterday", "duration": 1 }""", "timestamp")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "1850-01-01T00:00:00Z", "duration": 1 }""", "timestamp")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z", "duration": -1 }""", "duration")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z", "duration": 999999999999 }""", "duration")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z", "duration": 1, "user": 999999 }""", "user")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z", "duration": 1, "paid": true, "invoiced": false }""", "paid")]
    [InlineData("POST", "/assignments", """{ "agreement": {agreement}, "timestamp": "2024-01-01T00:00:00Z", "duration": 1, "invoiced": true, "billable": false }""", "invoiced")]
    [InlineData("POST", "/api_keys", """{ "name": "" }""", "name")]
    [InlineData("GET", "/contacts?size=0", null, "size")]
    [InlineData("GET", "/contacts?size=101", null, "size")]
    [InlineData("GET", "/contacts?size=1e1", null, "size")]
    [InlineData("GET", "/contacts?page=-1", null, "page")]
    [InlineData("GET", "/contacts?page=99999999999999999999", null, "page")]
    [InlineData("GET", "/contacts?nope=1", null, "nope")]
    [InlineData("GET", "/contacts?name=a&name=b", null, "name")]
    [InlineData("GET", "/contacts?sort=nope", null, "sort")]
    [InlineData("GET", "/contacts?sort=", null, "sort")]
    [InlineData("GET", "/contacts?metadata=x", null, "metadata")]
    [InlineData("GET", "/assignments?invoiced=maybe", null, "invoiced")]
    [InlineData("GET", "/assignments?duration=long", null, "duration")]
    [InlineData("GET", "/assignments?timestamp=soon", null, "timestamp")]
    [InlineData("GET", "/api_keys?metadata[a]=x", null, "metadata[a]")]
    public async Task What_is_not_acceptable_is_400_and_names_the_parameter(string method, string path, string? body, string? param)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();

        var answer = await world.Api.Send(
            method, path, body?.Replace("{agreement}", agreement.ToString(), StringComparison.Ordinal));

        answer.IsError(400, param);
        Assert.Empty((await world.Api.Get("/contacts")).Items);
        Assert.Empty((await world.Api.Get("/assignments")).Items);
    }

    [Fact]
    public async Task A_body_that_is_no_json_is_400()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Send("POST", "/contacts", new StringContent("name=x", System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"))).IsError(400);
        (await world.Api.Post("/contacts", $$"""{ "name": "{{new string('x', 1_100_000)}}" }""")).IsError(400);
    }

    [Fact]
    public async Task A_write_that_billing_holds_back_is_402_and_reads_go_on()
    {
        var world = await World.CreateAsync(app);
        await world.SetBillingStateAsync(BillingState.ReadOnly);

        (await world.Api.Post("/contacts", """{ "name": "x" }""")).IsError(402);
        (await world.Api.Get("/contacts")).Is(200);
        Assert.True((await world.Api.Get("/account")).Json["read_only"]!.GetValue<bool>());
    }
}
