using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Clients", as documented.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ClientContractTests(TimelyApp app)
{
    [Fact]
    public async Task Create_show_update_and_list()
    {
        var world = await World.CreateAsync(app);
        var created = (await world.Api.Post(
            "~/clients", """{"name":null,"client":{"name":"Timely","active":true,"external_id":null}}""")).Is(200);
        var id = created.Json.Number("id");
        created.Is(200, $$"""
            { "id": {{id}}, "name": "Timely", "active": true, "external_id": null, "updated_at": "2024-03-01T13:00:00+01:00" }
            """);
        (await world.Api.Get($"~/clients/{id}")).Is(200, $$"""
            { "id": {{id}}, "name": "Timely", "active": true, "external_id": null, "updated_at": "2024-03-01T13:00:00+01:00", "external_references": [] }
            """);
        (await world.Api.Put($"~/clients/{id}", """{"name":null,"client":{"name":"Updated name","active":true}}""")).Is(200, $$"""
            { "id": {{id}}, "name": "Updated name", "active": true, "external_id": null, "updated_at": "2024-03-01T13:00:00+01:00" }
            """);
        (await world.Api.Get("~/clients")).Is(200, $$"""
            [{ "id": {{id}}, "name": "Updated name", "active": true, "external_id": null, "updated_at": "2024-03-01T13:00:00+01:00", "external_references": [] }]
            """);
    }

    [Fact]
    public async Task A_body_needs_no_wrapper_and_cannot_set_what_the_server_owns()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddClientAsync();
        var changed = (await world.Api.Put(
            $"~/clients/{id}", """{"id":1,"name":"X","active":"false","external_id":"A1","updated_at":"1999-01-01T00:00:00Z","unknown":[1]}""")).Is(200);
        changed.Is(200, $$"""
            { "id": {{id}}, "name": "X", "active": false, "external_id": "A1", "updated_at": "2024-03-01T13:00:00+01:00" }
            """);
    }

    [Fact]
    public async Task An_external_id_that_is_a_number_elsewhere_is_taken_as_its_digits()
    {
        var world = await World.CreateAsync(app);
        var client = (await world.Api.Post("~/clients", """{"client":{"name":"N","external_id":9007199254740993}}""")).Is(200).Json;
        Assert.Equal("9007199254740993", client.Text("external_id"));
        (await world.Api.Put($"~/clients/{client.Number("id")}", """{"external_id":1.5}""")).IsInvalid("external_id");
        (await world.Api.Put($"~/clients/{client.Number("id")}", """{"external_id":true}""")).IsInvalid("external_id");
    }

    [Fact]
    public async Task Lists_show_active_ones_and_pages_name_the_next()
    {
        var world = await World.CreateAsync(app);
        var first = await world.AddClientAsync("A");
        var second = await world.AddClientAsync("B");
        var third = await world.AddClientAsync("C");
        (await world.Api.Put($"~/clients/{second}", """{"client":{"active":false}}""")).Is(200);
        Assert.Equal([third, first], await IdsAsync("~/clients"));
        Assert.Equal([second], await IdsAsync("~/clients?show=archived"));
        Assert.Equal(3, (await IdsAsync("~/clients?show=all")).Length);
        Assert.Equal([first, third], await IdsAsync("~/clients?order=asc"));
        var page = await world.Api.Get("~/clients?limit=1");
        Assert.Equal($"<{world.Api.Url("~/clients")}?limit=1&offset=1>; rel=\"next\"", page.Header("Link"));
        var last = await world.Api.Get("~/clients?limit=1&offset=1");
        Assert.Null(last.Header("Link"));
        Assert.Equal(first, last.Json[0]!.Number("id"));
        (await world.Api.Get("~/clients?show=sometimes")).IsInvalid("show");

        async Task<long[]> IdsAsync(string path) =>
            [.. (await world.Api.Get(path)).Is(200).Json.AsArray().Select(client => client!.Number("id"))];
    }

    [Fact]
    public async Task Refusals_are_as_documented()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/clients", """{"client":{"name":""}}""")).Is(422, """{"errors":{"name":["can't be blank"]}}""");
        (await world.Api.Post("~/clients", "{}")).Is(422, """{"errors":{"name":["can't be blank"]}}""");
        (await world.Api.Get("~/clients/999999")).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await world.Api.Get("~/clients/x")).Is(404, """{"errors":{"message":"Not Found"}}""");
        Assert.NotNull((await world.Api.Post("~/clients", "{")).Is(400).Json["errors"]!["message"]);
        Assert.NotNull((await world.Api.Delete("~/clients")).Is(405).Json["errors"]!["message"]);
        var employee = await world.AddAsync(Role.Member);
        Assert.NotNull((await employee.Api.Post("~/clients", """{"client":{"name":"N"}}""")).Is(403).Json["errors"]!["message"]);
        (await employee.Api.Get("~/clients")).Is(200, "[]");
    }
}
