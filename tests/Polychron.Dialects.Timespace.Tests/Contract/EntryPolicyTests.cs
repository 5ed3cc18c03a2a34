using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Domain.Entries.Policies;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timespace.Tests.Contract;

/// <summary>The cloud's rules for entries hold for records of time, and what they refuse is an error of this API.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class EntryPolicyTests(TimespaceApp app)
{
    [Fact]
    public async Task Overlaps_are_refused_where_the_cloud_says_so()
    {
        var world = await World.CreateAsync(app);
        await SetAsync(world, static policy => policy with { Overlap = OverlapRule.Reject });
        var id = await world.AddEntryAsync("Nine");
        await world.AddEntryAsync("Ten", start: "2024-02-28T10:00:00Z", end: "2024-02-28T11:00:00Z");

        AssertRefused(await CreateAsync(world, "2024-02-28T09:30:00Z", "2024-02-28T10:30:00Z"));
        AssertRefused(await world.Api.Patch($"/{id}/en/rest", """{"end":"2024-02-28T10:00:01Z"}"""));

        Assert.Equal(2, await CountAsync(world));
        Assert.Equal(3_600, (await world.Api.Get($"/{id}/en/rest")).Is(200).Json.Number("duration_seconds"));
    }

    [Fact]
    public async Task Nothing_is_created_changed_or_deleted_in_locked_days_of_the_clouds_zone()
    {
        var world = await World.CreateAsync(app);
        var locked = await world.AddEntryAsync("Locked", start: "2024-02-27T09:00:00Z", end: "2024-02-27T10:00:00Z");
        await SetAsync(world, static policy => policy with { LockedBefore = new NodaTime.LocalDate(2024, 2, 28) });

        AssertRefused(await CreateAsync(world, "2024-02-27T22:59:59Z", "2024-02-28T09:00:00Z"));
        AssertRefused(await world.Api.Patch($"/{locked}/en/rest", """{"title":"x"}"""));
        AssertRefused(await world.Api.Delete($"/{locked}/en/rest"));
        (await CreateAsync(world, "2024-02-27T23:00:00Z", "2024-02-28T09:00:00Z")).Is(201);

        Assert.Equal(2, await CountAsync(world));
        Assert.Equal("Locked", (await world.Api.Get($"/{locked}/en/rest")).Is(200).Json.Text("title"));
    }

    [Fact]
    public async Task A_project_and_a_label_are_required_where_the_cloud_says_so()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddRecordAsync("project", """{"title":"Site"}""");
        var label = await world.AddRecordAsync("label", """{"name":"Design"}""");
        await SetAsync(world, static policy => policy with { RequiresProject = true, RequiresLabel = true });

        (await CreateAsync(world, "2024-02-28T09:00:00Z", "2024-02-28T10:00:00Z")).IsInvalid("project", "labels");
        (await CreateAsync(world, "2024-02-28T09:00:00Z", "2024-02-28T10:00:00Z", $",\"project\":\"{project}\"")).IsInvalid("labels");
        Assert.Equal(0, await CountAsync(world));
        (await CreateAsync(world, "2024-02-28T09:00:00Z", "2024-02-28T10:00:00Z", $",\"project\":\"{project}\",\"labels\":[\"{label}\"]")).Is(201);
    }

    private static void AssertRefused(Answer answer)
    {
        answer.IsRefused(409, "conflict");
        Assert.Equal("start", Assert.Single(answer.Json["error"]!["fields"]!.AsArray())!.Text("key"));
    }

    private static Task<Answer> CreateAsync(World world, string start, string end, string more = "") =>
        world.Api.Post($"/time_entry.{world.Cloud}/en/rest", $$"""{"title":"x","start":"{{start}}","end":"{{end}}"{{more}}}""");

    private static async Task<int> CountAsync(World world) =>
        (await world.Api.Other("GET", "/timing/api/v1/time-entries")).Is(200).Json["data"]!.AsArray().Count;

    private static Task SetAsync(World world, Func<EntryPolicy, EntryPolicy> change) => world.App.Log.WriteAsync(
        world.Cloud,
        world.Owner.Id,
        transaction => ValueTask.FromResult(
            SaveWorkspaceSettings.Run(transaction, new SaveWorkspaceSettings.Command { Policy = change })));
}
