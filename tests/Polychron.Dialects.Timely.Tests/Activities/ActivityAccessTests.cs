using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Activities;

/// <summary>Whose activities are shown to whom.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ActivityAccessTests(TimelyApp app)
{
    [Fact]
    public async Task People_see_what_they_and_those_they_may_see_did()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var other = await world.AddAsync(Role.Member);
        var viewer = await world.AddAsync(Role.Viewer);
        var shared = await world.AddProjectForAsync("", manager, employee, other);
        var closed = await world.AddProjectForAsync("", employee);
        var own = await AddAsync(employee, shared, "own");
        var ofOther = await AddAsync(other, shared, "other's");
        var hidden = await AddAsync(employee, closed, "closed");
        (await manager.Api.Put($"~/events/{own}", """{"event":{"note":"own, as the manager has it"}}""")).Is(200);
        Assert.Equal([own, ofOther, hidden, own], await EventsAsync(world.Owner));
        Assert.Equal([own, ofOther, own], await EventsAsync(manager));
        Assert.Equal([own, hidden, own], await EventsAsync(employee));
        Assert.Equal([ofOther], await EventsAsync(other));
        Assert.Equal([own, ofOther, hidden, own], await EventsAsync(viewer));

        // Projects: a manager's are those they are on; an employee hears of none that others made.
        Assert.Equal([shared, closed], await AboutAsync(world.Owner, "projects"));
        Assert.Equal([shared], await AboutAsync(manager, "projects"));
        Assert.Empty(await AboutAsync(employee, "projects"));
        Assert.Empty(await AboutAsync(employee, "clients"));
        Assert.Equal([employee.Id], await AboutAsync(employee, "users"));
        Assert.Equal(5, (await AboutAsync(manager, "users")).Count);
    }

    [Fact]
    public async Task Time_that_was_given_to_somebody_else_is_shown_as_it_was_when_it_was_ones_own()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var project = await world.AddProjectForAsync("", manager, employee);
        var hours = await AddAsync(employee, project, "mine");
        (await manager.Api.Put($"~/events/{hours}", $$"""{"event":{"user_id":{{manager.Id}},"note":"the manager's"} }""")).Is(200);
        (await manager.Api.Put($"~/events/{hours}", """{"event":{"note":"the manager's alone"}}""")).Is(200);
        var seen = (await employee.Api.Get("~/activities?filter=events")).Is(200).Json.AsArray();
        Assert.Equal(2, seen.Count);
        Assert.All(seen, one => Assert.Equal("mine", one!["entity"]!.Text("note")));
        Assert.Equal(3, (await manager.Api.Get("~/activities?filter=events")).Is(200).Json.AsArray().Count);
    }

    [Fact]
    public async Task No_rate_is_told_and_how_much_of_a_budget_of_money_is_used_only_to_who_sees_money()
    {
        var world = await World.CreateAsync(app);
        var (manager, employee) = await world.AddStaffAsync();
        var money = await world.AddProjectForAsync(""", "budget_type":"M", "budget":100""", manager, employee);
        var time = await world.AddProjectForAsync(""", "budget_type":"H", "budget":4""", manager, employee);
        await AddAsync(employee, money, "dear");
        await AddAsync(employee, time, "long");
        foreach (var person in new[] { world.Owner, manager, employee })
        {
            Assert.Equal(new[] { (money, 50), (money, 80), (money, 100), (time, 50) }, await LevelsAsync(person));
            Assert.DoesNotContain("rate", (await person.Api.Get("~/activities")).Body, StringComparison.Ordinal);
            Assert.DoesNotContain("cost", (await person.Api.Get("~/activities")).Body, StringComparison.Ordinal);
        }

        foreach (var person in new[] { manager, employee })
        {
            (await world.Api.Put($"~/users/{person.Id}", """{"user":{"hide_hourly_rate":true}}""")).Is(200);
            Assert.Equal(new[] { (time, 50) }, await LevelsAsync(person));
        }

        // Who is taken off the project hears no more of it; an employee hears of the levels that their own hours reached.
        Assert.Empty(await LevelsAsync(await world.AddAsync(Role.Member)));
        Assert.Empty(await LevelsAsync(await world.AddAsync(Role.Manager)));
    }

    private static async Task<long> AddAsync(Person person, long project, string note) =>
        (await person.Api.AddEventAsync($$""", "project_id":{{project}}, "note":"{{note}}" """)).Number("id");

    private static Task<List<long>> EventsAsync(Person person) => AboutAsync(person, "events");

    private static async Task<List<long>> AboutAsync(Person person, string filter) => [.. (await OldestFirstAsync(person, filter)).Select(one => one!["entity"]!.Number("id"))];

    private static async Task<List<(long, int)>> LevelsAsync(Person person) =>
        [.. (await OldestFirstAsync(person, "projects"))
            .Where(one => one!.Text("activity_type").StartsWith("project_budget_progress_", StringComparison.Ordinal))
            .Select(one => (one!["entity"]!.Number("id"), int.Parse(one.Text("message").Split('%')[0], null)))];

    private static async Task<JsonArray> OldestFirstAsync(Person person, string filter) =>
        (await person.Api.Get($"~/activities?order=asc&filter={filter}")).Is(200).Json.AsArray();
}
