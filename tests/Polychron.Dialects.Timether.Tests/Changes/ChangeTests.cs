using System.Text.Json.Nodes;
using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Changes;

[Collection(TimetherAppTests.Name)]
public sealed class ChangeTests(TimetherApp app)
{
    [Fact]
    public async Task Changes_come_in_order_with_what_was_and_what_is_and_tombstones()
    {
        var world = await World.CreateAsync(app);
        var after = await HeadAsync(world.Api);
        var client = await world.AddClientAsync("Old");
        (await world.Api.Patch($"/clients/{client}", """{"name":"New"}""")).Is(200);
        (await world.Api.Delete($"/clients/{client}")).Is(204);

        var page = (await world.Api.Get($"/changes?after={after}")).Is(200);
        var changes = page["data"]!.AsArray();

        Assert.Equal(["created", "updated", "deleted"], changes.Select(change => change!["type"]!.GetValue<string>()));
        Assert.All(changes, change =>
        {
            Assert.Equal("clients", change!["resource"]!.GetValue<string>());
            Assert.Equal(client, change["id"]!.GetValue<long>());
            Assert.Equal(world.Owner.Id, change["actor_id"]!.GetValue<long>());
        });
        Assert.Equal("""{"before":"Old","after":"New"}""", changes[1]!["changed"]!["name"]!.ToJsonString());
        Assert.Null(changes[1]!["changed"]!["is_archived"]);
        Assert.Equal("New", changes[1]!["record"]!["name"]!.GetValue<string>());
        Assert.Null(changes[2]!["record"]);
        Assert.Equal("New", changes[2]!["changed"]!["name"]!["before"]!.GetValue<string>());
        Assert.Equal(page["head"]!.GetValue<long>(), page["next"]!.GetValue<long>());
        Assert.Equal(after + 3, page["next"]!.GetValue<long>());
    }

    [Fact]
    public async Task Pages_put_together_are_all_changes_once()
    {
        var world = await World.CreateAsync(app);
        for (var i = 0; i < 7; i++)
        {
            await world.AddTagAsync();
        }

        var whole = (await world.Api.Get("/changes?limit=500")).Is(200);
        var seen = new List<long>();
        long next = 0, head;
        do
        {
            var page = (await world.Api.Get($"/changes?after={next}&limit=2")).Is(200);
            seen.AddRange(Sequences(page));
            (next, head) = (page["next"]!.GetValue<long>(), page["head"]!.GetValue<long>());
        }
        while (next < head);

        Assert.Equal(Sequences(whole), seen);
        Assert.True(seen.Count >= 9);
    }

    [Fact]
    public async Task What_leaves_a_members_sight_is_deleted_for_them_and_what_comes_into_it_is_created()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var project = await world.AddProjectAsync();
        var after = await HeadAsync(world.Api);
        await world.AddEntryAsync();
        (await world.Api.Patch($"/projects/{project}", $$"""{"member_ids":[{{world.Owner.Id}}]}""")).Is(200);
        (await world.Api.Patch($"/projects/{project}", $$"""{"member_ids":[{{member.Id}}]}""")).Is(200);

        Assert.Equal(["created", "updated", "updated"], Types(await world.Api.Get($"/changes?after={after}")));
        Assert.Equal(["deleted", "created"], Types(await member.Api.Get($"/changes?after={after}")));
    }

    [Fact]
    public async Task A_request_that_waits_is_answered_when_something_changes()
    {
        var world = await World.CreateAsync(app);
        var after = await HeadAsync(world.Api);

        var waiting = world.Api.Get($"/changes?after={after}&wait=20");
        var tag = await world.AddTagAsync();
        var page = (await waiting).Is(200);

        Assert.Equal(tag, page["data"]![0]!["id"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_request_that_waits_for_nothing_is_answered_empty_and_one_whose_client_leaves_ends()
    {
        var world = await World.CreateAsync(app);
        var after = await HeadAsync(world.Api);

        Assert.Empty((await world.Api.Get($"/changes?after={after}&wait=1")).Is(200)["data"]!.AsArray());
        using var leaving = new CancellationTokenSource();
        var waiting = world.Api.Send("GET", $"/changes?after={after}&wait=20", null, leaving.Token);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_timer_is_measured_at_its_change_however_late_it_is_read()
    {
        var world = await World.CreateAsync(app);
        var after = await HeadAsync(world.Api);
        (await world.Api.Post("/timers/start")).Is(201);
        app.Time.Advance(TimeSpan.FromMinutes(5));
        (await world.Api.Post("/timers/stop")).Is(200);
        app.Time.Advance(TimeSpan.FromHours(1));

        var changes = (await world.Api.Get($"/changes?after={after}")).Is(200)["data"]!.AsArray();

        Assert.Equal([0, 300], changes.Select(change => change!["record"]!.Number("duration_seconds")));
        Assert.Equal("""{"before":true,"after":false}""", changes[1]!["changed"]!["is_running"]!.ToJsonString());
        Assert.Null(changes[1]!["changed"]!["duration_seconds"]);
        app.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(changes.ToJsonString(), (await world.Api.Get($"/changes?after={after}")).Is(200)["data"]!.ToJsonString());
    }

    [Fact]
    public async Task The_audit_log_is_for_owners_and_managers_the_latest_first()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var tag = await world.AddTagAsync("Old");
        (await manager.Api.Patch($"/tags/{tag}", """{"name":"New"}""")).Is(200);

        var log = (await manager.Api.Get("/audit_log?limit=2")).Is(200);
        Assert.Equal(["updated", "created"], Types(log));
        Assert.Equal(manager.Id, log["data"]![0]!["actor_id"]!.GetValue<long>());
        Assert.False(log["data"]![0]!.AsObject().ContainsKey("record"));
        Assert.NotNull(log.NextCursor);

        var rest = (await manager.Api.Get($"/audit_log?limit=2&cursor={log.NextCursor}")).Is(200);
        Assert.Empty(Sequences(rest).Intersect(Sequences(log)));
        Assert.Equal([tag, tag], (await world.Api.Get($"/audit_log?resource=tags&id={tag}")).Is(200).Ids);
        Assert.Equal([tag], (await world.Api.Get($"/audit_log?actor_id={manager.Id}")).Is(200).Ids);
        foreach (var role in new[] { Role.Member, Role.Viewer })
        {
            (await (await world.AddAsync(role)).Api.Get("/audit_log")).IsError(403, "forbidden");
        }
    }

    private static async Task<long> HeadAsync(Api api) => (await api.Get("/changes?limit=500")).Is(200)["head"]!.GetValue<long>();

    private static IEnumerable<long> Sequences(Answer page) => page["data"]!.AsArray().Select(change => change!["sequence"]!.GetValue<long>());

    private static IEnumerable<string> Types(Answer page) => page.Is(200)["data"]!.AsArray().Select((JsonNode? change) => change!["type"]!.GetValue<string>());
}
