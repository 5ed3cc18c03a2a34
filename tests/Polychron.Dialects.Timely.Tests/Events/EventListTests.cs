using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;
using static Polychron.Dialects.Timely.Tests.Support.EventWorld;

namespace Polychron.Dialects.Timely.Tests.Events;

/// <summary>Lists of events: what is in them, in which order, and their pages.</summary>
[Collection(MovingTimelyAppTests.Name)]
public sealed class EventListTests(TimelyApp app)
{
    [Fact]
    public async Task Days_bound_a_list_in_the_accounts_zone()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var before = await AddAsync("2024-02-26T22:59:59Z");
        var first = await AddAsync("2024-02-26T23:00:00Z");
        var second = await AddAsync("2024-02-28T10:00:00Z");
        var after = await AddAsync("2024-02-28T23:00:00Z");
        foreach (var path in new[] { "~/events", $"~/projects/{project}/events", $"~/users/{world.Owner.Id}/events" })
        {
            Assert.Equal([after, second, first, before], await world.Api.IdsAsync(path));
            Assert.Equal([second, first], await world.Api.IdsAsync(path + "?since=2024-02-27&upto=2024-02-28"));
            Assert.Equal([after, second, first], await world.Api.IdsAsync(path + "?since=2024-02-27"));
            Assert.Equal([first, before], await world.Api.IdsAsync(path + "?upto=2024-02-27"));
            Assert.Equal([first], await world.Api.IdsAsync(path + "?day=2024-02-27&since=2000-01-01"));
            Assert.Empty(await world.Api.IdsAsync(path + "?since=2024-02-28&upto=2024-02-27"));
            foreach (var (query, field) in new[] { ("day=x", "day"), ("since=2024-02-30", "since"), ("day=2024-02-27x", "day"), ("upto=5", "upto"), ("sort=colour", "sort"), ("order=up", "order"), ("page=0", "page"), ("per_page=100000", "per_page") })
            {
                (await world.Api.Get($"{path}?{query}")).IsInvalid(field);
            }
        }

        (await world.Api.Get("~/events?filter=mine")).IsInvalid("filter");

        async Task<long> AddAsync(string start) => (await world.AddHoursAsync(world.Owner, project, start: start))[0].Id;
    }

    [Fact]
    public async Task Without_a_filter_a_list_holds_the_callers_logged_events_of_active_projects()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var project = await world.AddProjectForAsync("", world.Owner, manager, employee);
        var archived = await world.AddProjectForAsync("", world.Owner);
        var mine = (await world.Api.AddEventAsync($", \"project_id\":{project}")).Number("id");
        var plan = (await world.Api.Post("~/events", $$"""{"day":"2024-02-28","hours":0,"estimated_hours":2,"estimated":true,"project_id":{{project}} }""")).Is(201).Json.Number("id");
        var old = (await world.Api.AddEventAsync($", \"project_id\":{archived}")).Number("id");
        var theirs = (await employee.Api.AddEventAsync()).Number("id");
        (await world.Api.Put($"~/projects/{archived}", """{"active":false}""")).Is(200);
        Assert.Equal([mine], await world.Api.IdsAsync("~/events"));
        Assert.Equal([mine], await world.Api.IdsAsync("~/events?filter=logged"));
        Assert.Equal([theirs, plan, mine], await world.Api.IdsAsync("~/events?filter=all"));
        Assert.Equal([theirs, plan, mine], await manager.Api.IdsAsync("~/events?filter=all"));
        Assert.Equal([theirs], await employee.Api.IdsAsync("~/events?filter=all"));
        Assert.Equal([theirs], await employee.Api.IdsAsync($"~/projects/{project}/events"));
        Assert.Equal([old], await world.Api.IdsAsync($"~/projects/{archived}/events"));
        Assert.Equal([theirs], await world.Api.IdsAsync($"~/users/{employee.Id}/events"));
        Assert.Equal([old, plan, mine], await world.Api.IdsAsync($"~/users/{world.Owner.Id}/events"));
    }

    [Fact]
    public async Task Sorted_by_what_is_asked_for()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        var late = (await world.AddHoursAsync(world.Owner, project, start: "2024-02-20T09:00:00Z"))[0].Id;
        var early = (await world.AddHoursAsync(world.Owner, project, start: "2024-02-10T09:00:00Z"))[0].Id;
        var middle = (await world.AddHoursAsync(world.Owner, project, start: "2024-02-15T09:00:00Z"))[0].Id;
        app.Time.Advance(TimeSpan.FromSeconds(1));
        (await world.Api.Put($"~/events/{late}", """{"note":"changed"}""")).Is(200);
        Assert.Equal([late, middle, early], await world.Api.IdsAsync("~/events"));
        Assert.Equal([early, middle, late], await world.Api.IdsAsync("~/events?sort=updated_at&order=asc"));
        Assert.Equal([middle, early, late], await world.Api.IdsAsync("~/events?sort=id"));
        Assert.Equal([late, early, middle], await world.Api.IdsAsync("~/events?sort=created_at&order=ASC"));
        Assert.Equal([late, middle, early], await world.Api.IdsAsync("~/events?sort=day&order=desc"));
        Assert.Equal([early, middle, late], await world.Api.IdsAsync("~/events?sort=from&order=asc"));
    }

    [Fact]
    public async Task Pages_say_where_the_next_one_is()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        await world.AddHoursAsync(world.Owner, project, 101);
        var all = await world.Api.IdsAsync("~/events?per_page=1000");
        Assert.Equal(101, all.Length);
        var first = (await world.Api.Get("~/events")).Is(200);
        Assert.Equal(100, first.Json.AsArray().Count);
        Assert.Equal($"<{world.Api.Url("~/events?offset=100")}>; rel=\"next\"", first.Header("Link"));
        var second = (await world.Api.Get("~/hours?per_page=50&page=2&sort=id")).Is(200);
        Assert.Equal($"<{world.Api.Url("~/hours?per_page=50&sort=id&page=3")}>; rel=\"next\"", second.Header("Link"));
        var last = (await world.Api.Get("~/events?per_page=50&page=3")).Is(200);
        Assert.Equal([all[100]], last.Json.AsArray().Select(item => item!.Number("id")));
        Assert.Null(last.Header("Link"));
        Assert.Equal(all[10..15], await world.Api.IdsAsync("~/events?limit=5&offset=10"));
        Assert.Empty(await world.Api.IdsAsync("~/events?page=1000000000&per_page=1000"));
        Assert.Equal(all[98..101], await world.Api.IdsAsync("~/events?limit=5&offset=98&sort=day"));
    }

    [Fact]
    public async Task Of_very_many_events_the_latest_come_from_the_log()
    {
        var world = await World.CreateAsync(app);
        var (_, employee) = await world.AddStaffAsync();
        var project = await world.AddProjectForAsync("", world.Owner, employee);
        var made = new List<long>();
        for (var i = 0; i < 11; i++)
        {
            made.AddRange((await world.AddHoursAsync(world.Owner, project, 100, start: $"2024-01-{i + 1:00}T09:00:00Z")).Select(entry => entry.Id));
        }

        app.Time.Advance(TimeSpan.FromMinutes(1));
        (await world.Api.Put($"~/events/{made[7]}", """{"note":"changed"}""")).Is(200);
        (await world.Api.Delete($"~/events/{made[^1]}")).Is(200);
        (await world.Api.Delete($"~/events/{made[3]}")).Is(200);
        await world.AddHoursAsync(employee, project);
        long[] created = [.. made.Except([made[^1], made[3]]).Reverse()];
        long[] updated = [made[7], .. created.Except([made[7]])];
        Assert.Equal(updated[..100], await world.Api.IdsAsync("~/events"));
        Assert.Equal(updated[100..200], await world.Api.IdsAsync("~/events?page=2&per_page=100"));
        Assert.Equal(created[..100], await world.Api.IdsAsync("~/events?sort=id"));
        Assert.Equal(updated[1_090..], await world.Api.IdsAsync("~/events?offset=1090"));
        Assert.Equal(created.Reverse().Take(100), await world.Api.IdsAsync("~/events?sort=id&order=asc"));
        Assert.Single(await world.Api.IdsAsync($"~/users/{employee.Id}/events"));
    }

    [Fact]
    public async Task A_user_who_never_was_is_none_and_nobody_sees_more_than_they_may()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var closed = await world.AddProjectForAsync("", world.Owner, employee);
        var open = await world.AddProjectForAsync("", world.Owner, employee, manager);
        var hidden = (await employee.Api.AddEventAsync($", \"project_id\":{closed}")).Number("id");
        var shown = (await employee.Api.AddEventAsync($", \"project_id\":{open}")).Number("id");
        (await world.Api.Get("~/users/999999/events")).Is(404);
        (await world.Api.Get("~/projects/999999/events")).Is(404);
        (await manager.Api.Get($"~/projects/{closed}/events")).Is(404);
        Assert.Equal([shown], await manager.Api.IdsAsync($"~/users/{employee.Id}/events"));
        Assert.Equal([shown], await manager.Api.IdsAsync("~/events?filter=all"));
        Assert.Equal([shown, hidden], await world.Api.IdsAsync("~/events?filter=all"));
        (await employee.Api.Get($"~/users/{manager.Id}/events")).Is(403);
        var viewer = await world.AddAsync(Role.Viewer);
        Assert.Equal([shown, hidden], await viewer.Api.IdsAsync($"~/users/{employee.Id}/events"));
    }
}
