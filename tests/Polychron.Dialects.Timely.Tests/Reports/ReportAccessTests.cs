using System.Text.Json.Nodes;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Billing;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Reports;

/// <summary>Whose hours a report has, and who is shown money in it.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ReportAccessTests(TimelyApp app)
{
    private const string Period = "since=2024-02-01&until=2024-02-29";

    [Fact]
    public async Task A_report_has_the_hours_that_the_reader_sees()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        var employee = await world.AddAsync(Role.Member);
        var viewer = await world.AddAsync(Role.Viewer);
        var open = await world.AddProjectAsync(""", "users": []""");
        var shared = await world.AddProjectAsync($$""", "users": [{"user_id":{{manager.Id}}},{"user_id":{{employee.Id}}}]""");
        var closed = await world.AddProjectAsync($$""", "users": [{"user_id":{{employee.Id}}}]""");
        await world.AddHoursAsync(world.Owner, open, seconds: 1);
        await world.AddHoursAsync(employee, shared, seconds: 10);
        await world.AddHoursAsync(employee, closed, seconds: 100);
        await world.AddHoursAsync(manager, closed, seconds: 1_000);
        await world.AddHoursAsync(viewer, open, seconds: 10_000);
        foreach (var (person, seconds) in new[] { (world.Owner, 11_111L), (manager, 11_011), (employee, 110), (viewer, 11_111) })
        {
            Assert.Equal(seconds, await SecondsAsync(person, ""));
        }

        // Naming others widens nothing, and a colleague looks like somebody who is not there.
        Assert.Equal(110, await SecondsAsync(employee, $"&user_ids[]={world.Owner.Id}&user_ids[]={employee.Id}"));
        foreach (var id in new[] { world.Owner.Id, 999_999, 99_999_999_999_999, long.MaxValue })
        {
            Assert.Equal(0, await SecondsAsync(employee, $"&user_ids={id}"));
            (await employee.Api.Get($"~/reports/filter?{Period}&user_ids={id}&scope=events")).Is(200, "[]");
            (await employee.Api.Post("~/reports", $$"""{"since":"2024-02-01","until":"2024-02-29","user_ids":"{{id}}"}""")).Is(200, "[]");
        }

        foreach (var id in new[] { 999_999, 99_999_999_999_999, long.MaxValue })
        {
            Assert.Equal(0, await SecondsAsync(world.Owner, $"&user_ids={id}"));
            (await world.Api.Get($"~/reports/filter?{Period}&user_ids={id}&scope=events")).Is(200, "[]");
            (await world.Api.Post("~/reports", $$"""{"since":"2024-02-01","until":"2024-02-29","user_ids":[{{id}}]}""")).Is(200, "[]");
        }

        Assert.Equal(0, await SecondsAsync(world.Owner, "&project_ids=999999"));
        Assert.Equal(0, await SecondsAsync(world.Owner, "&label_ids=999999"));
        Assert.Equal(0, await SecondsAsync(world.Owner, "&team_ids=999999"));
        Assert.Equal(1_000, await SecondsAsync(manager, $"&project_ids={closed}"));
        var users = (await employee.Api.Get($"~/reports/filter?{Period}&group_by=users")).Is(200).Json["users"]!.AsArray();
        Assert.Equal(employee.Id, Assert.Single(users)!.Number("id"));
    }

    [Fact]
    public async Task Money_is_hidden_from_who_may_not_see_it()
    {
        var world = await World.CreateAsync(app);
        var manager = await world.AddAsync(Role.Manager);
        (await world.Api.Put($"~/users/{world.Owner.Id}", """{"user":{"internal_hour_rate":33}}""")).Is(200);
        var project = await world.AddProjectAsync(""", "users": [], "hour_rate": 50, "budget_type":"M", "budget":5000""");
        await world.AddHoursAsync(world.Owner, project, status: BillingStatus.Billed);
        foreach (var (person, hides, seesInternal) in new[] { (world.Owner, false, true), (manager, false, false), (manager, true, false) })
        {
            if (person.Id != world.Owner.Id)
            {
                (await world.Api.Put($"~/users/{person.Id}", $$"""{"user":{"hide_hourly_rate":{{(hides ? "true" : "false")}}} }""")).Is(200);
            }

            var report = (await person.Api.Get($"~/reports/filter?{Period}")).Is(200).Json;
            var groups = new[] { report["totals"], report["clients"]![0], report["clients"]![0]!["projects"]![0], report["users"]![0], report["labels"]![0], report["days"]![0], report["teams"]![0] };
            foreach (var group in groups)
            {
                foreach (var name in Sums.Names.Where(name => name.EndsWith("cost", StringComparison.Ordinal)))
                {
                    Assert.Equal(hides, group!.AsObject()[name] is null);
                }

                Assert.Equal(3_600, group!["billed_duration"]!.Number("total_seconds"));
            }

            foreach (var name in new[] { "hour_rate", "hour_rate_in_cents", "budget", "budget_progress", "budget_percent" })
            {
                Assert.Equal(hides, groups[2]!.AsObject()[name] is null);
            }

            Assert.Equal(seesInternal ? 33m : null, report["users"]![0]!["internal_hour_rate"]?.GetValue<decimal>());
            Assert.Equal(hides, (await person.Api.Get($"~/reports/filter?{Period}&scope=events")).Json[0]!.AsObject()["cost"] is null);
        }
    }

    private static async Task<long> SecondsAsync(Person person, string more)
    {
        var report = (await person.Api.Get($"~/reports/filter?{Period}{more}")).Is(200).Json;
        var total = Seconds(report["totals"]!);
        Assert.Equal(total, report["days"]!.AsArray().Sum(day => Seconds(day!)));
        return total;
    }

    private static long Seconds(JsonNode group) => group["duration"]!.Number("total_seconds");
}
