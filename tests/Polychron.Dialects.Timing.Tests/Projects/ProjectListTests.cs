using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Projects;

/// <summary>What lists of projects hold, and who may change which project.</summary>
[Collection(TimingAppTests.Name)]
public sealed class ProjectListTests(TimingApp app)
{
    private static async Task<string> CreateAsync(Api api, string title, string? parent = null, bool isArchived = false) => (await api.Post(
        "/projects",
        $$"""{ "title": "{{title}}", "parent": {{(parent is null ? "null" : $"\"{parent}\"")}}, "is_archived": {{(isArchived ? "true" : "false")}} }""")).Is(201).Self;

    private static async Task<string> ListedAsync(Api api, string query = "") =>
        string.Join(' ', (await api.Get($"/projects{query}")).Is(200).Items.Select(project => project.Text("title")));

    [Fact]
    public async Task Archived_projects_hide_what_is_below_them()
    {
        var world = await World.CreateAsync(app);
        await CreateAsync(world.Api, "Open");
        await CreateAsync(world.Api, "Archived", isArchived: true);
        await CreateAsync(world.Api, "Child", "Archived");
        await CreateAsync(world.Api, "Grandchild", "Child");
        await CreateAsync(world.Api, "Put-away", "Open", isArchived: true);

        foreach (var query in (string[])["", "?hide_archived=0", "?hide_archived=false", "?hide_archived="])
        {
            Assert.Equal("Open Put-away Archived Child Grandchild", await ListedAsync(world.Api, query));
        }

        Assert.Equal("Open", await ListedAsync(world.Api, "?hide_archived=1"));
        Assert.Equal("Open", await ListedAsync(world.Api, "?hide_archived=true"));
        Assert.Equal("", await ListedAsync(world.Api, "?hide_archived=true&title=child"));
    }

    [Theory]
    [InlineData("root", "Root Rooter")]
    [InlineData("ROOT level", "")]
    [InlineData("er%20oot", "Rooter")]
    [InlineData("%C3%A4", "B%C3%A4r")]
    [InlineData("a", "")]
    [InlineData("", "Root Rooter B%C3%A4r")]
    public async Task Titles_are_searched_for_all_words(string title, string expected)
    {
        var world = await World.CreateAsync(app);
        await CreateAsync(world.Api, "Root");
        await CreateAsync(world.Api, "Rooter");
        await CreateAsync(world.Api, "Bär");

        Assert.Equal(Uri.UnescapeDataString(expected), await ListedAsync(world.Api, $"?title={title}"));
    }

    [Fact]
    public async Task Private_projects_are_their_owners()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var own = await CreateAsync(member.Api, "Member's");
        var owners = await CreateAsync(world.Api, "Owner's");

        Assert.Equal("Member's", await ListedAsync(member.Api));
        Assert.Equal("Owner's", await ListedAsync(world.Api));
        (await member.Api.Get(owners)).Is(404);
        (await member.Api.Patch(owners, """{ "title": "x" }""")).Is(404, """{ "message": "Project not found." }""");
        (await member.Api.Delete(owners)).Is(404, """{ "message": "Project not found." }""");
        (await world.Api.Get(own)).Is(200);
    }

    [Fact]
    public async Task A_members_team_project_is_not_every_members_to_change()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var team = await world.AddTeamAsync("T", world.Owner, member);
        var shared = (await world.Api.Post("/projects", $$"""{ "title": "Shared", "team_id": "{{team}}" }""")).Self;

        (await member.Api.Get(shared)).Is(200);
        (await member.Api.Patch(shared, """{ "title": "x" }""")).Is(403, """{ "message": "You may not change this project." }""");
        (await member.Api.Delete(shared)).Is(403);
    }

    [Theory]
    [InlineData("""{}""", "title")]
    [InlineData("""{ "title": null }""", "title")]
    [InlineData("""{ "title": "" }""", "title")]
    [InlineData("""{ "title": "   " }""", "title")]
    [InlineData("""{ "title": [] }""", "title")]
    [InlineData("""{ "title": "a\nb" }""", "title")]
    [InlineData("""{ "title": "t", "color": "red" }""", "color")]
    [InlineData("""{ "title": "t", "color": "#FF00" }""", "color")]
    [InlineData("""{ "title": "t", "color": "#GG0000" }""", "color")]
    [InlineData("""{ "title": "t", "color": "#FF0000\n" }""", "color")]
    [InlineData("""{ "title": "t", "color": 16711680 }""", "color")]
    [InlineData("""{ "title": "t", "productivity_score": 1.01 }""", "productivity_score")]
    [InlineData("""{ "title": "t", "productivity_score": -2 }""", "productivity_score")]
    [InlineData("""{ "title": "t", "productivity_score": 1e400 }""", "productivity_score")]
    [InlineData("""{ "title": "t", "productivity_score": "high" }""", "productivity_score")]
    [InlineData("""{ "title": "t", "is_archived": "no" }""", "is_archived")]
    [InlineData("""{ "title": "t", "notes": 1 }""", "notes")]
    [InlineData("""{ "title": "t", "team_id": true }""", "team_id")]
    [InlineData("""{ "title": "t", "team_id": [] }""", "team_id")]
    public async Task Wrong_values_are_named(string body, string field)
    {
        var world = await World.CreateAsync(app);
        var self = await CreateAsync(world.Api, "Before");

        (await world.Api.Post("/projects", body)).IsInvalid(field);
        if (field != "team_id" && body != "{}")
        {
            (await world.Api.Patch(self, body)).IsInvalid(field);
        }

        Assert.Equal("Before", await ListedAsync(world.Api));
    }

    [Theory]
    [InlineData("""{ "title": "t", "color": null, "productivity_score": null, "is_archived": null, "notes": null, "team_id": null, "parent": null, "default_billing_status": null, "custom_fields": null }""")]
    [InlineData("""{ "title": "t", "color": "", "productivity_score": "", "is_archived": "", "notes": "", "team_id": "", "parent": "", "default_billing_status": "", "custom_fields": "" }""")]
    [InlineData("""{ "title": "t", "unknown": { "a": [1] }, "self": "/projects/1", "children": 7 }""")]
    public async Task A_new_projects_nulls_and_unknown_values_are_as_if_left_out(string body)
    {
        var world = await World.CreateAsync(app);

        var project = (await world.Api.Post("/projects", body)).Is(201).Data;

        Assert.Equal((1, false, null), (project.Number("productivity_score"), project["is_archived"]!.GetValue<bool>(), project["notes"]));
    }

    [Fact]
    public async Task An_update_refuses_nulls_where_there_is_no_nothing()
    {
        var world = await World.CreateAsync(app);
        var self = await CreateAsync(world.Api, "Before");

        (await world.Api.Patch(
            self, """{ "title": null, "color": null, "productivity_score": null, "is_archived": null, "notes": null, "default_billing_status": null, "custom_fields": null }"""))
            .IsInvalid("title", "color", "productivity_score", "is_archived");
        (await world.Api.Patch(self, """{ "productivity_score": "", "is_archived": "", "notes": "", "default_billing_status": "", "custom_fields": "" }"""))
            .IsInvalid("productivity_score", "is_archived");
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("\"true\"", true)]
    [InlineData("\"0\"", false)]
    [InlineData("false", false)]
    public async Task Booleans_may_be_numbers_and_texts(string value, bool expected)
    {
        var world = await World.CreateAsync(app);

        var project = (await world.Api.Post("/projects", $$"""{ "title": "t", "is_archived": {{value}} }""")).Is(201);

        Assert.Equal(expected, project.Data["is_archived"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_tree_has_an_end()
    {
        var world = await World.CreateAsync(app);
        var parent = await CreateAsync(world.Api, "1");
        for (var level = 2; level <= 20; level++)
        {
            parent = (await world.Api.Post("/projects", $$"""{ "title": "{{level}}", "parent": "{{parent}}" }""")).Is(201).Self;
        }

        (await world.Api.Post("/projects", $$"""{ "title": "21", "parent": "{{parent}}" }""")).IsInvalid("parent");
        var hierarchy = (await world.Api.Get("/projects/hierarchy")).Is(200).Items.Single();
        for (var level = 1; level < 20; level++)
        {
            hierarchy = hierarchy["children"]!.AsArray().Single()!;
        }

        Assert.Equal("20", hierarchy.Text("title"));
        Assert.Equal(20, hierarchy["title_chain"]!.AsArray().Count);
    }
}
