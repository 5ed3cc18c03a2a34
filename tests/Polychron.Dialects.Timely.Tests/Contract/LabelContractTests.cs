using Polychron.Dialects.Timely.Tests.Support;
using Polychron.UseCases;
using Polychron.UseCases.Labels;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Labels", as documented.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class LabelContractTests(TimelyApp app)
{
    private const string Emoji = "https://emoji.memorycdn.com/tw64/1f3f7-fe0f.png";

    [Fact]
    public async Task A_label_that_is_written_here_has_an_emoji_and_one_of_elsewhere_none_until_then()
    {
        var world = await World.CreateAsync(app);
        var id = (await world.WriteAsync(
            world.Owner, static transaction => SaveLabel.Create(transaction, new LabelChanges { Name = Change<string>.To("Web Programming") }))).Id;
        (await world.Api.Get($"~/labels/{id}")).Is(200, $$"""
            { "id": {{id}}, "name": "Web Programming", "sequence": 1, "parent_id": null, "emoji": null, "active": true, "children": [] }
            """);
        (await world.Api.Put($"~/labels/{id}", """{"name":null,"label":{"name":"updated name"}}""")).Is(200, $$"""
            { "id": {{id}}, "name": "updated name", "sequence": 1, "parent_id": null, "emoji": "{{Emoji}}", "active": true, "children": [] }
            """);
        const string own = "https://example.com/e.png";
        Assert.Equal(own, (await world.Api.Put($"~/labels/{id}", $$"""{"emoji":"{{own}}"}""")).Is(200).Json.Text("emoji"));
        Assert.Equal(own, (await world.Api.Put($"~/labels/{id}", """{"active":false}""")).Is(200).Json.Text("emoji"));
        Assert.Equal(Emoji, (await world.Api.Put($"~/labels/{id}", """{"emoji":null}""")).Is(200).Json.Text("emoji"));
    }

    [Fact]
    public async Task Create_show_list_update_and_delete()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Get("~/labels")).Is(200, "[]");
        var created = (await world.Api.Post("~/labels", """{"name":null,"label":{"name":"Web Programming","active":true}}""")).Is(201);
        var id = created.Json.Number("id");
        var json = $$"""
            { "id": {{id}}, "name": "Web Programming", "sequence": 1, "parent_id": null, "emoji": "{{Emoji}}", "active": true, "children": [] }
            """;
        created.Is(201, json);
        (await world.Api.Get($"~/labels/{id}")).Is(200, json);
        (await world.Api.Get($"~/labels?parent_id={id}")).Is(200, json);
        var child = (await world.Api.Post("~/labels", $$"""{"label":{"name":"C#","parent_id":{{id}},"emoji":"https://example.com/e.png"} }""")).Is(201).Json.Number("id");
        (await world.Api.Get("~/labels")).Is(200, $$"""
            [{ "id": {{id}}, "name": "Web Programming", "sequence": 1, "parent_id": null, "emoji": "{{Emoji}}", "active": true, "children": [
              { "id": {{child}}, "name": "C#", "sequence": 1, "parent_id": {{id}}, "emoji": "https://example.com/e.png", "active": true, "children": [] }] }]
            """);
        var changed = (await world.Api.Put($"~/labels/{id}", """{"name":null,"label":{"name":"updated name"}}""")).Is(200);
        Assert.Equal("updated name", changed.Json.Text("name"));
        (await world.Api.Delete($"~/labels/{id}")).Is(200, "{}");
        (await world.Api.Get($"~/labels/{child}")).Is(404);
        (await world.Api.Get("~/labels")).Is(200, "[]");
    }

    [Fact]
    public async Task Filters_find_archived_labels_below_active_ones()
    {
        var world = await World.CreateAsync(app);
        var top = await AddAsync("top", null);
        var middle = await AddAsync("middle", top);
        var bottom = await AddAsync("bottom", middle);
        (await world.Api.Put($"~/labels/{middle}", """{"label":{"active":false}}""")).Is(200);
        var archived = (await world.Api.Get("~/labels?filter=archived")).Is(200).Json;
        Assert.Equal(middle, Assert.Single(archived.AsArray())!.Number("id"));
        Assert.Empty(archived[0]!["children"]!.AsArray());
        var active = (await world.Api.Get("~/labels?filter=active")).Is(200).Json;
        Assert.Equal(bottom, Assert.Single(active[0]!["children"]!.AsArray())!.Number("id"));
        Assert.Single((await world.Api.Get("~/labels?filter=all&limit=5")).Is(200).Json.AsArray());

        async Task<long> AddAsync(string name, long? parent) => (await world.Api.Post(
            "~/labels", $$"""{"label":{"name":"{{name}}","parent_id":{{parent?.ToString() ?? "null"}} } }""")).Is(201).Json.Number("id");
    }

    [Fact]
    public async Task A_tree_stays_a_tree()
    {
        var world = await World.CreateAsync(app);
        var a = (await world.Api.Post("~/labels", """{"name":"a"}""")).Is(201).Json.Number("id");
        var b = (await world.Api.Post("~/labels", $$"""{"name":"b","parent_id":{{a}}}""")).Is(201).Json.Number("id");
        (await world.Api.Put($"~/labels/{a}", $$"""{"parent_id":{{b}}}""")).IsInvalid("parent_id");
        (await world.Api.Put($"~/labels/{a}", $$"""{"parent_id":{{a}}}""")).IsInvalid("parent_id");
        (await world.Api.Put($"~/labels/{a}", """{"parent_id":999999}""")).IsInvalid("parent_id");
        Assert.Null((await world.Api.Put($"~/labels/{b}", """{"parent_id":null}""")).Is(200).Json["parent_id"]);
        (await world.Api.Post("~/labels", """{"name":"c","emoji":"javascript:alert(1)"}""")).IsInvalid("emoji");
    }
}
