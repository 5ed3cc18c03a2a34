using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Access;

/// <summary>"Workspace membership fields", "Access restrictions for member planning fields".</summary>
[Collection(TimetherAppTests.Name)]
public sealed class MembershipTests(TimetherApp app)
{
    private const string Planning = """{"expected_weekly_capacity_hours":40,"internal_hourly_cost_cents":3500}""";

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    public async Task Owners_and_managers_see_and_set_planning_fields(Role role)
    {
        var world = await World.CreateAsync(app);
        var actor = role == Role.Owner ? world.Owner : await world.AddAsync(role);
        var member = await world.AddAsync(Role.Member);

        var updated = (await actor.Api.Patch($"/workspace_memberships/{member.Id}", Planning)).Is(200);
        var shown = (await actor.Api.Get($"/workspace_memberships/{member.Id}")).Is(200);
        var wrapped = (await actor.Api.Patch(
            $"/workspace_memberships/{member.Id}", """{"workspace_membership":{"expected_weekly_capacity_hours":37.5}}""")).Is(200);

        Assert.All([updated, shown], answer =>
        {
            Assert.Equal(40, answer["expected_weekly_capacity_hours"]!.GetValue<decimal>());
            Assert.Equal(3_500, answer["internal_hourly_cost_cents"]!.GetValue<long>());
        });
        Assert.Equal(37.5m, wrapped["expected_weekly_capacity_hours"]!.GetValue<decimal>());
        Assert.Equal(3_500, wrapped["internal_hourly_cost_cents"]!.GetValue<long>());
    }

    [Theory]
    [InlineData(Role.Member)]
    [InlineData(Role.Viewer)]
    public async Task Members_and_viewers_neither_see_nor_set_them_not_even_their_own(Role role)
    {
        var world = await World.CreateAsync(app);
        var actor = await world.AddAsync(role);
        (await world.Api.Patch($"/workspace_memberships/{actor.Id}", Planning)).Is(200);

        foreach (var shown in new[]
        {
            (await actor.Api.Get($"/workspace_memberships/{actor.Id}")).Is(200).Body,
            (await actor.Api.Get("/workspace_memberships")).Is(200).Body,
            (await actor.Api.Get("/me")).Is(200).Body,
            (await actor.Api.Get("/changes")).Is(200).Body,
            (await actor.Api.Get("/workspaces/current")).Is(200).Body,
        })
        {
            Assert.DoesNotContain("capacity", shown, StringComparison.Ordinal);
            Assert.DoesNotContain("internal", shown, StringComparison.Ordinal);
        }

        foreach (var body in new[] { Planning, """{"expected_weekly_capacity_hours":1}""", """{"internal_hourly_cost_cents":1}""" })
        {
            var refused = (await actor.Api.Patch($"/workspace_memberships/{actor.Id}", body)).IsError(403, "forbidden");
            Assert.Equal("workspace_memberships.update", refused["error"]!["action"]!.GetValue<string>());
            Assert.Equal(role == Role.Member ? "member" : "viewer", refused["error"]!["role"]!.GetValue<string>());
        }

        (await world.Api.Get($"/workspace_memberships/{actor.Id}")).Is(200);
    }

    [Fact]
    public async Task A_change_of_a_hidden_field_is_not_among_a_members_changes()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var after = (await world.Api.Get("/changes?limit=500")).Is(200)["head"]!.GetValue<long>();
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", Planning)).Is(200);

        Assert.Single((await world.Api.Get($"/changes?after={after}")).Is(200)["data"]!.AsArray());
        Assert.Empty((await member.Api.Get($"/changes?after={after}")).Is(200)["data"]!.AsArray());
    }

    [Fact]
    public async Task Roles_are_for_owners()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var member = await world.AddAsync(Role.Member);

        (await manager.Api.Patch($"/workspace_memberships/{member.Id}", """{"role":"manager"}""")).IsError(403, "forbidden");
        (await manager.Api.Patch($"/workspace_memberships/{manager.Id}", """{"role":"owner","internal_hourly_cost_cents":1}""")).IsError(403, "forbidden");
        Assert.Null((await world.Api.Get($"/workspace_memberships/{manager.Id}")).Is(200)["internal_hourly_cost_cents"]);
        (await world.Api.Patch($"/workspace_memberships/{member.Id}", """{"role":"manager"}""")).Is(200);
        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", """{"role":"member"}""")).IsInvalid("role");
    }

    [Theory]
    [InlineData("""{"expected_weekly_capacity_hours":-1}""", "expected_weekly_capacity_hours")]
    [InlineData("""{"expected_weekly_capacity_hours":169}""", "expected_weekly_capacity_hours")]
    [InlineData("""{"expected_weekly_capacity_hours":"40"}""", "expected_weekly_capacity_hours")]
    [InlineData("""{"internal_hourly_cost_cents":35.5}""", "internal_hourly_cost_cents")]
    [InlineData("""{"internal_hourly_cost_cents":-1}""", "internal_hourly_cost_cents")]
    [InlineData("""{"internal_hourly_cost_cents":9223372036854775807}""", "internal_hourly_cost_cents")]
    [InlineData("""{"role":"king"}""", "role")]
    [InlineData("""{"role":null}""", "role")]
    public async Task What_is_not_acceptable_is_named(string body, string field)
    {
        var world = await World.CreateAsync(app);

        (await world.Api.Patch($"/workspace_memberships/{world.Owner.Id}", body)).IsInvalid(field);
    }

    [Fact]
    public async Task Somebody_is_taken_in_and_out_again()
    {
        var world = await World.CreateAsync(app);

        var invited = (await world.Api.Post("/workspace_memberships", """{"email":"new.person@example.com","name":"New Person","role":"viewer","internal_hourly_cost_cents":100}""")).Is(201);
        Assert.Equal("viewer", invited["role"]!.GetValue<string>());
        Assert.Equal(100, invited["internal_hourly_cost_cents"]!.GetValue<long>());
        (await world.Api.Post("/workspace_memberships", """{"email":"new.person@example.com"}""")).IsInvalid("email");

        (await world.Api.Delete($"/workspace_memberships/{invited.Id}")).Is(204);
        Assert.False((await world.Api.Get($"/workspace_memberships/{invited.Id}")).Is(200)["is_active"]!.GetValue<bool>());
    }
}
