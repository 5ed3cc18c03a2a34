using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timing.Tests.Entries;

/// <summary>Entries of colleagues: other_user_id, allow_editing_other_users and include_team_members.</summary>
[Collection(TimingAppTests.Name)]
public sealed class OtherUserTests(TimingApp app)
{
    private const string Body = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z", "title": "theirs" }""";

    // One after the other: each is sent when the one before was answered.
    private static IEnumerable<Task<Answer>> Calls(Api api, string entry, string query)
    {
        yield return api.Get($"{entry}{query}");
        yield return api.Put($"{entry}{query}", """{ "title": "changed" }""");
        yield return api.Patch($"{entry}{query}", """{ "title": "changed" }""");
        yield return api.Delete($"{entry}{query}");
    }

    [Fact]
    public async Task A_manager_has_to_name_the_user()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var member = await world.AddAsync(Role.Member);
        var entry = (await member.Api.Post("/time-entries", Body)).Self;

        foreach (var call in Calls(manager.Api, entry, "").Concat(Calls(manager.Api, entry, "?other_user_id=")))
        {
            var message = (await call).Is(403).Json.Text("message");
            Assert.Contains("other_user_id", message, StringComparison.Ordinal);
        }

        foreach (var wrong in (string[])[world.Owner.Self, manager.Self, "/users/999999", "0", "-1", "me", "/projects/1", "9223372036854775808"])
        {
            foreach (var call in Calls(manager.Api, entry, $"?other_user_id={Uri.EscapeDataString(wrong)}"))
            {
                (await call).IsInvalid("other_user_id");
            }
        }

        Assert.Equal("theirs", (await member.Api.Get(entry)).Data.Text("title"));
        foreach (var right in (string[])[member.Self, Uri.EscapeDataString(member.Self), $"{member.Id}", $"users/{member.Id}"])
        {
            var shown = (await manager.Api.Get($"{entry}?other_user_id={right}")).Is(200);
            Assert.Equal((member.Self, "Member"), (shown.Data.Text("creator_id"), shown.Data.Text("creator_name")));
        }

        Assert.Equal("changed", (await manager.Api.Patch($"{entry}?other_user_id={member.Self}", """{ "title": "changed" }""")).Is(200).Data.Text("title"));
        (await manager.Api.Delete($"{entry}?other_user_id={member.Self}")).Is(204);
    }

    [Fact]
    public async Task A_member_sees_no_colleagues_entry_whatever_is_named()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var entry = (await world.Api.Post("/time-entries", Body)).Self;

        foreach (var query in (string[])["", $"?other_user_id={world.Owner.Self}", $"?other_user_id={member.Self}"])
        {
            foreach (var call in Calls(member.Api, entry, query))
            {
                (await call).Is(404, """{ "message": "Time entry not found." }""");
            }
        }
    }

    [Fact]
    public async Task A_viewer_reads_and_does_not_write()
    {
        var world = await World.CreateAsync(app);
        var viewer = await world.AddAsync(Role.Viewer);
        var entry = (await world.Api.Post("/time-entries", Body)).Self;

        var statuses = new List<int>();
        foreach (var call in Calls(viewer.Api, entry, $"?other_user_id={world.Owner.Self}"))
        {
            statuses.Add((int)(await call).Status);
        }

        Assert.Equal([200, 403, 403, 403], statuses);
    }

    [Fact]
    public async Task Naming_oneself_is_no_mistake()
    {
        var world = await World.CreateAsync(app);
        var entry = (await world.Api.Post("/time-entries", Body)).Self;

        var statuses = new List<int>();
        foreach (var call in Calls(world.Api, entry, $"?other_user_id={world.Owner.Self}"))
        {
            statuses.Add((int)(await call).Status);
        }

        Assert.Equal([200, 200, 200, 204], statuses);
    }

    [Fact]
    public async Task An_entry_is_shown_with_the_user_whose_time_it_is()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member, "Mary Member");

        // Another dialect lets a manager enter a colleague's time.
        var entry = await world.WriteAsync(world.Owner, transaction => transaction.Create(new Entry
        {
            UserId = member.Id,
            CreatorUserId = world.Owner.Id,
            Start = NodaTime.Instant.FromUtc(2019, 1, 1, 0, 0),
            End = NodaTime.Instant.FromUtc(2019, 1, 1, 1, 0),
            DurationSeconds = 1800,
            BillingStatus = BillingStatus.Undetermined,
        }));

        var shown = (await member.Api.Get($"/time-entries/{entry.Id}")).Is(200).Data;
        Assert.Equal((member.Self, "Mary Member", 1800), (shown.Text("creator_id"), shown.Text("creator_name"), shown.Number("duration")));
        (await world.Api.Get($"/time-entries/{entry.Id}?other_user_id={shown.Text("creator_id")}")).Is(200);
    }

    [Fact]
    public async Task A_batch_of_colleagues_entries_has_to_be_allowed()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var own = (await world.Api.Post("/time-entries", Body)).Self;
        var theirs = (await member.Api.Post("/time-entries", Body)).Self;
        string Batch(string more) => $$"""{ "time_entries": ["{{own}}", "{{theirs}}"], "data": { "title": "changed" }{{more}} }""";

        foreach (var more in (string[])["", ", \"allow_editing_other_users\": false", ", \"allow_editing_other_users\": null"])
        {
            var refused = (await world.Api.Patch("/time-entries/batch-update", Batch(more))).Is(403);
            Assert.Contains("allow_editing_other_users", refused.Json.Text("message"), StringComparison.Ordinal);
        }

        (await member.Api.Patch("/time-entries/batch-update", Batch(", \"allow_editing_other_users\": true"))).IsInvalid("time_entries.0");
        Assert.Equal(["theirs", "theirs"], (await world.Api.Get("/time-entries?include_team_members=1")).Items.Select(item => item.Text("title")));
        (await world.Api.Patch("/time-entries/batch-update", Batch(", \"allow_editing_other_users\": true"))).Is(200);
        Assert.Equal("changed", (await member.Api.Get(theirs)).Data.Text("title"));
    }

    [Fact]
    public async Task Lists_hold_colleagues_entries_only_for_those_who_see_them_and_ask()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member);
        var viewer = await world.AddAsync(Role.Viewer);
        var own = (await world.Api.Post("/time-entries", Body)).Self;
        var theirs = (await member.Api.Post("/time-entries", Body)).Self;
        async Task<string> Listed(Api api, string query) =>
            string.Join(' ', (await api.Get($"/time-entries?{query}")).Is(200).Items.Select(item => item.Text("self")));

        Assert.Equal(own, await Listed(world.Api, ""));
        Assert.Equal($"{theirs} {own}", await Listed(world.Api, "include_team_members=1"));
        Assert.Equal($"{theirs} {own}", await Listed(viewer.Api, "include_team_members=1"));
        Assert.Equal(theirs, await Listed(member.Api, "include_team_members=1"));
        Assert.Equal(theirs, await Listed(world.Api, $"include_team_members=1&team_members[]={member.Self}"));
        Assert.Equal($"{theirs} {own}", await Listed(world.Api, $"include_team_members=1&team_members[]={member.Id}&team_members[]={world.Owner.Self}"));
        Assert.Equal("", await Listed(world.Api, $"include_team_members=0&team_members[]={member.Self}"));
        Assert.Equal("", await Listed(viewer.Api, ""));
        (await member.Api.Get($"/time-entries?team_members[]={world.Owner.Self}")).IsInvalid("team_members");
    }

    [Fact]
    public async Task Who_left_keeps_their_entries_and_name()
    {
        var world = await World.CreateAsync(app);
        var member = await world.AddAsync(Role.Member, "Gone Girl");
        var theirs = (await member.Api.Post("/time-entries", Body)).Self;
        await world.SetAsync(member, null);

        Assert.Equal("Gone Girl", (await world.Api.Get($"{theirs}?other_user_id={member.Self}")).Is(200).Data.Text("creator_name"));
        Assert.Single((await world.Api.Get("/time-entries?include_team_members=1")).Items);
    }
}
