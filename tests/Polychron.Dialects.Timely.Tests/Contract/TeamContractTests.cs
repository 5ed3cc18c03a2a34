using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Teams", as documented.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class TeamContractTests(TimelyApp app)
{
    [Fact]
    public async Task Create_show_list_update_and_delete()
    {
        var world = await World.CreateAsync(app);
        var one = await world.AddAsync(Role.Manager);
        var two = await world.AddAsync(Role.Member);
        var created = (await world.Api.Post("~/teams", $$"""
            {"name":null,"team":{"name":"Timely","color":"67a3bc","emoji":"http://path.to/emoji.png","external_id":null,"users":[{"user_id":{{one.Id}},"lead":true},{"user_id":{{two.Id}},"lead":false}]} }
            """)).Is(201);
        var id = created.Json.Number("id");
        var json = $$"""
            { "id": {{id}}, "name": "Timely", "color": "67a3bc", "emoji": "http://path.to/emoji.png", "external_id": null,
              "user_ids": [{{one.Id}}, {{two.Id}}],
              "users": [
                { "id": {{(id << 24) + one.Id}}, "user_id": {{one.Id}}, "team_id": {{id}}, "lead": true },
                { "id": {{(id << 24) + two.Id}}, "user_id": {{two.Id}}, "team_id": {{id}}, "lead": false }] }
            """;
        created.Is(201, json);
        (await world.Api.Get($"~/teams/{id}")).Is(200, json);
        (await world.Api.Get("~/teams")).Is(200, $"[{json}]");
        (await world.Api.Get("~/teams?filter=mine")).Is(200, "[]");
        Assert.Single((await two.Api.Get("~/teams?filter=mine")).Is(200).Json.AsArray());
        var changed = (await world.Api.Put($"~/teams/{id}", $$"""
            {"name":null,"team":{"name":"Backend","users":[{"user_id":{{two.Id}},"lead":true}]} }
            """)).Is(200).Json;
        Assert.Equal("Backend", changed.Text("name"));
        Assert.Equal(two.Id, Assert.Single(changed["user_ids"]!.AsArray())!.GetValue<long>());
        Assert.True(changed["users"]![0]!["lead"]!.GetValue<bool>());
        (await two.Api.Delete($"~/teams/{id}")).Is(403);
        (await one.Api.Delete($"~/teams/{id}")).Is(403);
        (await world.Api.Delete($"~/teams/{id}")).Is(200, "{}");
        (await world.Api.Get($"~/teams/{id}")).Is(404, """{"errors":{"message":"Not Found"}}""");
    }

    [Fact]
    public async Task Wrong_values_are_named_and_pages_linked()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("~/teams", """{"team":{"users":[]}}""")).IsInvalid("name");
        (await world.Api.Post("~/teams", """{"team":{"name":"T","users":[{"user_id":999999}]}}""")).IsInvalid("users");
        (await world.Api.Post("~/teams", """{"team":{"name":"T","users":"all"}}""")).IsInvalid("users");
        (await world.Api.Post("~/teams", """{"team":{"name":"T","color":"blue"}}""")).IsInvalid("color");
        foreach (var name in new[] { "b", "A", "c" })
        {
            (await world.Api.Post("~/teams", $$"""{"team":{"name":"{{name}}"} }""")).Is(201);
        }

        var page = await world.Api.Get("~/teams?per_page=2");
        Assert.Equal(["A", "b"], page.Json.AsArray().Select(team => team!.Text("name")));
        Assert.Equal($"<{world.Api.Url("~/teams")}?per_page=2&page=2>; rel=\"next\"", page.Header("Link"));
        Assert.Equal("c", (await world.Api.Get("~/teams?per_page=2&page=2")).Json[0]!.Text("name"));
        Assert.Equal("c", (await world.Api.Get("~/teams?order=desc")).Json[0]!.Text("name"));
    }
}
