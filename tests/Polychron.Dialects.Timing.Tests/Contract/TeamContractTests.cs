using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Contract;

/// <summary>Whole exchanges about teams, and projects of teams.</summary>
[Collection(TimingAppTests.Name)]
public sealed class TeamContractTests(TimingApp app)
{
    [Fact]
    public async Task Lists_hold_the_callers_teams_and_their_active_members()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member, "Mary Member");
        var gone = await world.AddAsync(Role.Member, "Gone");
        var demo = await world.AddTeamAsync("Demo Team", world.Owner, member, gone);
        var other = await world.AddTeamAsync("Other", member);
        await world.SetAsync(gone, null);

        (await world.Api.Get("/teams")).Is(200, $$"""{ "data": [{ "id": "{{demo}}", "name": "Demo Team" }] }""");
        (await member.Api.Get("/teams")).Is(200, $$"""
            { "data": [{ "id": "{{demo}}", "name": "Demo Team" }, { "id": "{{other}}", "name": "Other" }] }
            """);
        (await world.Api.Get($"{demo}/members")).Is(200, $$"""
            {
                "data": [
                    { "self": "{{world.Owner.Self}}", "email": "{{world.Owner.Email}}", "name": "Johnny Appleseed" },
                    { "self": "{{member.Self}}", "email": "{{member.Email}}", "name": "Mary Member" }
                ]
            }
            """);
    }

    [Fact]
    public async Task Nobody_is_in_no_team()
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get("/teams")).Is(200, """{ "data": [] }""");
    }

    [Fact]
    public async Task Members_of_a_team_of_others_are_not_for_members()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var stranger = await World.CreateAsync(app);
        var team = await world.AddTeamAsync("Secret", world.Owner);

        foreach (var path in (string[])[$"{team}/members", "/teams/0/members", "/teams/-1/members", "/teams/9223372036854775808/members", "/teams/text/members"])
        {
            (await member.Api.Get(path)).Is(404, """{ "message": "Team not found." }""");
        }

        (await stranger.Api.Get($"{team}/members")).Is(404, """{ "message": "Team not found." }""");
    }

    [Fact]
    public async Task Projects_of_a_team_are_in_the_teams_lists_alone()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var team = await world.AddTeamAsync("Demo Team", world.Owner, member);
        var number = team.Split('/')[^1];

        var shared = (await world.Api.Post("/projects", $$"""{ "title": "Shared", "team_id": "{{team}}" }""")).Is(201);
        var child = (await member.Api.Post("/projects", """{ "title": "Child", "parent": "Shared" }""")).Is(201);
        var own = (await world.Api.Post("/projects", """{ "title": "Own", "team_id": null }""")).Is(201);
        (await member.Api.Post("/projects", $$"""{ "title": "By number", "team_id": {{number}} }""")).Is(201);

        Assert.Equal(team, shared.Data.Text("team_id"));
        Assert.Equal(team, child.Data.Text("team_id"));
        foreach (var id in (string[])[team, number, $"teams/{number}"])
        {
            Assert.Equal(
                ["Shared", "Child", "By number"],
                (await member.Api.Get($"/projects?team_id={id}")).Is(200).Items.Select(item => item.Text("title")));
            Assert.Equal(
                ["Shared", "By number"],
                (await member.Api.Get($"/projects/hierarchy?team_id={id}")).Is(200).Items.Select(item => item.Text("title")));
        }

        Assert.Equal([own.Self], (await world.Api.Get("/projects")).Items.Select(item => item.Text("self")));
        Assert.Empty((await member.Api.Get("/projects?team_id=")).Is(200).Items);
    }

    [Theory]
    [InlineData("/teams/0")]
    [InlineData("/teams/999999")]
    [InlineData("-1")]
    [InlineData("text")]
    [InlineData("/projects/1")]
    [InlineData("9223372036854775808")]
    public async Task A_team_that_is_not_there_is_a_clear_refusal(string team)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Get($"/projects?team_id={Uri.EscapeDataString(team)}")).IsInvalid("team_id");
        (await world.Api.Get($"/projects/hierarchy?team_id={Uri.EscapeDataString(team)}")).IsInvalid("team_id");
        (await world.Api.Post("/projects", $$"""{ "title": "t", "team_id": "{{team}}" }""")).IsInvalid("team_id");
    }

    [Fact]
    public async Task A_child_is_in_its_parents_team()
    {
        var world = await World.CreateAsync(app);
        var team = await world.AddTeamAsync("A", world.Owner);
        var other = await world.AddTeamAsync("B", world.Owner);
        await world.Api.Post("/projects", $$"""{ "title": "Parent", "team_id": "{{team}}" }""");

        (await world.Api.Post("/projects", $$"""{ "title": "c", "parent": "Parent", "team_id": "{{other}}" }""")).IsInvalid("team_id");
        (await world.Api.Post("/projects", $$"""{ "title": "c", "parent": "Parent", "team_id": "{{team}}" }""")).Is(201);
    }
}
