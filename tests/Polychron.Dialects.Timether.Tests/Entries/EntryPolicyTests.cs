using System.Text.Json.Nodes;
using Polychron.Dialects.Timether.Tests.Support;

namespace Polychron.Dialects.Timether.Tests.Entries;

/// <summary>The workspace's rules for entries, through each dialect that writes them, each in its own form of error.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class EntryPolicyTests(TimetherApp app)
{
    /// <summary>A dialect's way to write an hour of its caller on 28 February 2024, and its form of a refusal.</summary>
    private sealed record Dialect(
        string Name, Func<World, string, string, long?, Task<Answer>> Create, Action<Answer, string> AssertRefused);

    private static readonly Dialect[] Dialects =
    [
        new(
            "Timether",
            static (world, start, end, project) => world.Api.Post("/time_entries", Body(
                ("started_at", $"2024-02-{start}:00Z"), ("ended_at", $"2024-02-{end}:00Z"), ("project_id", project))),
            static (answer, field) =>
            {
                var error = answer.Json["error"]!;
                var (status, code, name) = field switch
                {
                    "locked" => (409, "entry_locked", "started_at"),
                    "overlap" => (409, "entry_overlaps", "started_at"),
                    "project" => (422, "validation_failed", "project_id"),
                    _ => (422, "validation_failed", "tag_ids"),
                };
                answer.IsError(status, code);
                Assert.Equal(name, error["details"]![0]!["field"]!.GetValue<string>());
            }),
        new(
            "Timing",
            static (world, start, end, project) => world.Api.Post("//timing/api/v1/time-entries", Body(
                ("start_date", $"2024-02-{start}:00Z"), ("end_date", $"2024-02-{end}:00Z"), ("project", project is null ? null : $"/projects/{project}"))),
            static (answer, field) =>
            {
                answer.Is(field is "locked" or "overlap" ? 409 : 422);
                Assert.NotEmpty(answer["message"]!.GetValue<string>());
                Assert.NotEmpty(answer["errors"]!.AsObject());
            }),
        new(
            "Timely",
            static (world, start, end, project) => world.Api.Post($"//timely/1.1/{world.WorkspaceId}/events", new JsonObject
            {
                ["event"] = new JsonObject
                {
                    ["day"] = $"2024-02-{start[..2]}",
                    ["from"] = $"2024-02-{start}:00Z",
                    ["to"] = $"2024-02-{end}:00Z",
                    ["hours"] = 1,
                    ["minutes"] = 0,
                    ["project_id"] = project,
                },
            }.ToJsonString()),
            static (answer, _) =>
            {
                answer.Is(422);
                Assert.NotEmpty(answer["errors"]!.AsObject());
            }),
    ];

    public static TheoryData<string> Names => [.. Dialects.Select(dialect => dialect.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Overlaps_are_refused_where_the_workspace_says_so(string dialect)
    {
        var (world, project, create, assertRefused) = await StartAsync(dialect);
        await SetAsync(world, """{"overlap":"reject"}""");
        Good(await create("28T09:00", "28T10:00", project));

        assertRefused(await create("28T09:59", "28T11:00", project), "overlap");
        Good(await create("28T10:00", "28T11:00", project));
        Good(await create("28T08:00", "28T09:00", project));
        Assert.Equal(["08:00-09:00", "09:00-10:00", "10:00-11:00"], await HoursAsync(world));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Overlaps_trim_the_others_but_cut_none_in_two_and_cover_none(string dialect)
    {
        var (world, project, create, assertRefused) = await StartAsync(dialect);
        Good(await create("28T09:00", "28T12:00", project));
        Good(await create("28T13:00", "28T13:30", project));
        await SetAsync(world, """{"overlap":"trim"}""");

        assertRefused(await create("28T10:00", "28T11:00", project), "overlap");
        assertRefused(await create("28T12:30", "28T14:00", project), "overlap");
        Assert.Equal(["09:00-12:00", "13:00-13:30"], await HoursAsync(world));
        Good(await create("28T11:00", "28T13:00", project));

        Assert.Equal(["09:00-11:00", "11:00-13:00", "13:00-13:30"], await HoursAsync(world));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Overlaps_split_the_others(string dialect)
    {
        var (world, project, create, assertRefused) = await StartAsync(dialect);
        Good(await create("28T09:00", "28T12:00", project));
        await SetAsync(world, """{"overlap":"split"}""");

        Good(await create("28T10:00", "28T11:00", project));
        assertRefused(await create("28T08:00", "28T10:30", project), "overlap");

        Assert.Equal(["09:00-10:00", "10:00-11:00", "11:00-12:00"], await HoursAsync(world));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Nothing_is_created_in_locked_days(string dialect)
    {
        var (world, project, create, assertRefused) = await StartAsync(dialect);
        await SetAsync(world, """{"locked_before":"2024-02-28"}""");

        assertRefused(await create("27T22:00", "27T23:00", project), "locked");
        Good(await create("28T00:00", "28T01:00", project));
        Assert.Equal(["00:00-01:00"], await HoursAsync(world));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_tag_is_required_where_the_workspace_says_so(string dialect)
    {
        var (world, project, create, assertRefused) = await StartAsync(dialect);
        await SetAsync(world, """{"requires_tag":true}""");

        assertRefused(await create("28T09:00", "28T10:00", project), "tag");
        Assert.Empty(await HoursAsync(world));
    }

    [Theory]
    [InlineData("Timether")]
    [InlineData("Timing")]
    public async Task A_project_is_required_where_the_workspace_says_so(string dialect)
    {
        var (world, project, create, assertRefused) = await StartAsync(dialect);
        await SetAsync(world, """{"requires_project":true}""");

        assertRefused(await create("28T09:00", "28T10:00", null), "project");
        Good(await create("28T09:00", "28T10:00", project));
        (await world.Api.Post("/timers/start")).IsInvalid("project_id");
        (await world.Api.Post("//timing/api/v1/time-entries/start")).Is(422);
    }

    [Fact]
    public async Task What_is_locked_is_not_changed_moved_or_deleted_through_any_dialect()
    {
        var world = await World.CreateAsync(app);
        var locked = await world.AddEntryAsync("2024-02-20T09:00:00Z");
        var open = await world.AddEntryAsync("2024-02-28T09:00:00Z");
        await SetAsync(world, """{"locked_before":"2024-02-28"}""");

        (await world.Api.Patch($"/time_entries/{locked}", """{"title":"x"}""")).IsError(409, "entry_locked");
        (await world.Api.Patch($"/time_entries/{locked}", """{"started_at":"2024-02-28T12:00:00Z","ended_at":"2024-02-28T13:00:00Z"}""")).IsError(409, "entry_locked");
        (await world.Api.Patch($"/time_entries/{open}", """{"started_at":"2024-02-27T12:00:00Z"}""")).IsError(409, "entry_locked");
        (await world.Api.Delete($"/time_entries/{locked}")).IsError(409, "entry_locked");
        (await world.Api.Post("/time_entries/batch", $$"""{"operations":[{"op":"delete","id":{{locked}}}]}""")).IsError(422, "batch_refused");
        (await world.Api.Send("PUT", $"//timing/api/v1/time-entries/{locked}", """{"title":"x"}""")).Is(409);
        (await world.Api.Delete($"//timing/api/v1/time-entries/{locked}")).Is(409);
        (await world.Api.Send("PATCH", "//timing/api/v1/time-entries/batch-update", $$"""{"time_entries":[{{locked}}],"data":{"title":"x"} }""")).Is(409);
        (await world.Api.Send("PUT", $"//timely/1.1/{world.WorkspaceId}/events/{locked}", """{"event":{"note":"x"}}""")).Is(422);
        (await world.Api.Delete($"//timely/1.1/{world.WorkspaceId}/events/{locked}")).Is(422);
        (await world.Api.Post("//timing/api/v1/time-entries", """{"start_date":"2024-02-27T23:00:00Z","end_date":"2024-02-28T09:30:00Z","replace_existing":true}""")).Is(409);

        (await world.Api.Patch($"/time_entries/{open}", """{"title":"x"}""")).Is(200);
        Assert.Equal([open, locked], (await world.Api.Get("/time_entries")).Ids);
        Assert.Null((await world.Api.Get($"/time_entries/{locked}")).Is(200)["title"]);
    }

    [Fact]
    public async Task The_lock_is_of_days_in_the_workspaces_zone()
    {
        var world = await World.CreateAsync(app, zone: "America/New_York");
        await SetAsync(world, """{"locked_before":"2024-02-28"}""");

        (await world.Api.Post("/time_entries", """{"started_at":"2024-02-28T04:59:59Z","duration_seconds":60}""")).IsError(409, "entry_locked");
        (await world.Api.Post("/time_entries", """{"started_at":"2024-02-28T05:00:00Z","duration_seconds":60}""")).Is(201);
    }

    [Fact]
    public async Task A_timer_can_always_be_stopped()
    {
        var world = await World.CreateAsync(app);
        (await world.Api.Post("/timers/start")).Is(201);
        await SetAsync(world, """{"overlap":"reject","locked_before":"2030-01-01","requires_project":true,"requires_tag":true}""");

        (await world.Api.Post("/timers/stop")).Is(200);
    }

    [Fact]
    public async Task Other_peoples_entries_and_days_without_clock_times_do_not_overlap()
    {
        var world = await World.CreateAsync(app);
        var colleague = await world.AddAsync(Polychron.Domain.Members.Role.Member);
        await SetAsync(world, """{"overlap":"reject"}""");

        await world.AddEntryAsync("2024-02-28T09:00:00Z");
        await world.AddEntryAsync("2024-02-28T09:00:00Z", api: colleague.Api);
        (await world.Api.Post("/time_entries", $$"""{"started_at":"2024-02-28T09:00:00Z","duration_seconds":60,"user_id":{{colleague.Id}}}"""))
            .IsError(409, "entry_overlaps");
    }

    [Fact]
    public async Task Old_entries_that_do_not_meet_a_younger_rule_can_still_be_changed_in_other_ways()
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync();
        var project = await world.AddProjectAsync();
        await SetAsync(world, """{"requires_project":true,"requires_tag":true}""");

        (await world.Api.Patch($"/time_entries/{entry}", """{"title":"x"}""")).Is(200);
        (await world.Api.Patch($"/time_entries/{entry}", $$"""{"project_id":{{project}}}""")).Is(200);
        (await world.Api.Patch($"/time_entries/{entry}", """{"project_id":null}""")).IsInvalid("project_id");
    }

    private static void Good(Answer answer) => Assert.True((int)answer.Status is 200 or 201, $"{(int)answer.Status}: {answer.Body}");

    private static Task<Answer> SetAsync(World world, string policy) =>
        world.Api.Patch("/workspaces/current", $$"""{"entry_policy":{{policy}}}""");

    private static string Body(params (string Name, object? Value)[] members)
    {
        var body = new JsonObject();
        foreach (var (name, value) in members)
        {
            body[name] = value switch { long number => number, string text => text, _ => null };
        }

        return body.ToJsonString();
    }

    private static async Task<IEnumerable<string>> HoursAsync(World world) =>
        (await world.Api.Get("/time_entries")).Is(200)["data"]!.AsArray().Reverse()
            .Select(entry => $"{entry!["started_at"]!.GetValue<string>()[11..16]}-{entry["ended_at"]!.GetValue<string>()[11..16]}");

    private async Task<(World World, long Project, Func<string, string, long?, Task<Answer>> Create, Action<Answer, string> AssertRefused)> StartAsync(string name)
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync();
        var dialect = Dialects.Single(dialect => dialect.Name == name);
        return (world, project, (start, end, wanted) => dialect.Create(world, start, end, wanted), dialect.AssertRefused);
    }
}
