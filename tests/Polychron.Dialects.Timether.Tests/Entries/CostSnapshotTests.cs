using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Entries;

/// <summary>"Internal cost snapshot behavior", whichever dialect an entry is created through.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class CostSnapshotTests(TimetherApp app)
{
    [Fact]
    public async Task An_entry_keeps_the_cost_of_the_moment_it_was_created_through_every_dialect()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var project = await world.AddProjectAsync();

        await SetCostAsync(world, member, 3_500);
        var before = await CreateEverywhereAsync(world, member, project);
        await SetCostAsync(world, member, 4_500);
        var after = await CreateEverywhereAsync(world, member, project);

        Assert.All(await CostsAsync(world, before), cost => Assert.Equal(3_500, cost));
        Assert.All(await CostsAsync(world, after), cost => Assert.Equal(4_500, cost));

        // A change of an entry does not bring it the cost of today.
        (await member.Api.Patch($"/time_entries/{before[0]}", """{"title":"x","duration_seconds":7200}""")).Is(200);
        Assert.Equal(3_500, (await CostsAsync(world, [before[0]])).Single());
    }

    [Fact]
    public async Task A_members_own_answers_do_not_show_the_cost()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        await SetCostAsync(world, member, 3_500);

        var created = (await member.Api.Post("/time_entries", """{"started_at":"2024-02-28T09:00:00Z","duration_seconds":60}""")).Is(201);
        Assert.DoesNotContain("internal", created.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("internal", (await member.Api.Get("/time_entries")).Is(200).Body, StringComparison.Ordinal);
        Assert.NotEqual(created.ETag, (await world.Api.Get($"/time_entries/{created.Id}")).ETag);
    }

    private static async Task SetCostAsync(World world, Person member, long cents) => (await world.Api.Patch(
        $"/workspace_memberships/{member.Id}", $$"""{"internal_hourly_cost_cents":{{cents}}}""")).Is(200);

    private static async Task<IReadOnlyList<long>> CreateEverywhereAsync(World world, Person member, long project)
    {
        var direct = await world.AddEntryAsync(api: member.Api);
        var forColleague = await world.AddEntryAsync(more: $",\"user_id\":{member.Id}");
        var timer = (await member.Api.Post("/timers/start")).Is(201).Id;
        (await member.Api.Post("/timers/stop")).Is(200);
        var batch = (await member.Api.Post(
            "/time_entries/batch",
            """{"operations":[{"op":"create","time_entry":{"started_at":"2024-02-28T12:00:00Z","duration_seconds":60}}]}""")).Is(200);
        var timing = (await member.Api.Post(
            "//timing/api/v1/time-entries", """{"start_date":"2024-02-28T13:00:00Z","end_date":"2024-02-28T14:00:00Z"}""")).Is(201);
        var timingTimer = (await member.Api.Post("//timing/api/v1/time-entries/start")).Is(201);
        (await member.Api.Send("PUT", "//timing/api/v1/time-entries/stop")).Is(200);
        var timely = await member.Api.Post(
            $"//timely/1.1/{world.WorkspaceId}/events", $$"""{"event":{"day":"2024-02-28","hours":1,"minutes":0,"project_id":{{project}} } }""");
        return
        [
            direct, forColleague, timer, batch["results"]![0]!["time_entry"]!["id"]!.GetValue<long>(),
            Self(timing), Self(timingTimer), timely["id"]!.GetValue<long>(),
        ];
    }

    private static long Self(Answer timing) =>
        long.Parse(timing["data"]!["self"]!.GetValue<string>().Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<long>> CostsAsync(World world, IReadOnlyList<long> entries)
    {
        var costs = new List<long>();
        foreach (var entry in entries)
        {
            costs.Add((await world.Api.Get($"/time_entries/{entry}")).Is(200)["internal_hourly_cost_cents"]!.GetValue<long>());
        }

        return costs;
    }
}
