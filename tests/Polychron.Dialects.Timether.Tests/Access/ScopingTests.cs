using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Access;

/// <summary>The combinations that the page forbids ("Strict workspace scoping").</summary>
[Collection(TimetherAppTests.Name)]
public sealed class ScopingTests(TimetherApp app)
{
    [Fact]
    public async Task A_time_entry_for_a_project_of_another_workspace_is_refused()
    {
        var (mine, foreign) = await TwoAsync(other => other.AddProjectAsync());

        (await mine.Api.Post("/time_entries", $$"""{"started_at":"2024-03-01T09:00:00Z","duration_seconds":60,"project_id":{{foreign}}}"""))
            .IsInvalid("project_id");
        Assert.Empty((await mine.Api.Get("/time_entries")).Ids);
    }

    [Fact]
    public async Task A_project_for_a_client_of_another_workspace_is_refused()
    {
        var (mine, foreign) = await TwoAsync(other => other.AddClientAsync());
        var project = await mine.AddProjectAsync();

        (await mine.Api.Post("/projects", $$"""{"name":"x","client_id":{{foreign}}}""")).IsInvalid("client_id");
        (await mine.Api.Patch($"/projects/{project}", $$"""{"client_id":{{foreign}}}""")).IsInvalid("client_id");
        Assert.Equal([project], (await mine.Api.Get("/projects")).Ids);
    }

    [Fact]
    public async Task A_timer_is_not_moved_to_a_project_outside_the_workspace()
    {
        var (mine, foreign) = await TwoAsync(other => other.AddProjectAsync());
        (await mine.Api.Post("/timers/start")).Is(201);

        (await mine.Api.Patch("/timers/current", $$"""{"project_id":{{foreign}}}""")).IsInvalid("project_id");
        Assert.Null((await mine.Api.Get("/timers/current")).Is(200)["project_id"]);
    }

    [Fact]
    public async Task Records_are_not_fetched_with_the_wrong_workspace()
    {
        var owner = await World.CreatePersonAsync(app, "Owner");
        var one = await World.CreateAsync(app, owner: owner);
        var two = await World.CreateAsync(app, owner: owner);
        await two.AddTagAsync();
        var project = await one.AddProjectAsync();
        var entry = await one.AddEntryAsync();

        (await one.Api.Get($"/projects/{project}")).Is(200);
        (await one.Api.In(two.WorkspaceId).Get($"/projects/{project}")).IsError(404, "not_found");
        (await one.Api.In(two.WorkspaceId).Get($"/time_entries/{entry}")).IsError(404, "not_found");
        (await one.Api.In(two.WorkspaceId).Get($"/workspaces/{one.WorkspaceId}")).IsError(404, "not_found");
    }

    [Fact]
    public async Task A_project_client_tag_timer_or_time_entry_of_another_workspace_is_blocked()
    {
        var (mine, foreign) = await TwoAsync(other => other.AddTagAsync());
        (await mine.Api.Post("/timers/start", $$"""{"tag_ids":[{{foreign}}]}""")).IsInvalid("tag_ids");
        (await mine.Api.Get("/timers/current")).IsError(404, "not_found");

        var (_, entry) = await TwoAsync(other => other.AddEntryAsync());
        (await mine.Api.Patch($"/time_entries/{entry}", """{"title":"mine"}""")).IsError(404, "not_found");
        (await mine.Api.Post("/time_entries/batch", $$"""{"operations":[{"op":"delete","id":{{entry}}}]}""")).IsError(422, "batch_refused");
    }

    // Another workspace with the longer log, so that its ids are none of this one.
    private async Task<(World Mine, long Foreign)> TwoAsync(Func<World, Task<long>> add)
    {
        var mine = await World.CreateAsync(app);
        var other = await World.CreateAsync(app);
        for (var i = 0; i < 15; i++)
        {
            await other.AddTagAsync();
        }

        return (mine, await add(other));
    }
}
