using Polychron.Dialects.Timely.Tests.Access;
using Polychron.Dialects.Timely.Tests.Support;

namespace Polychron.Dialects.Timely.Tests.Reports;

/// <summary>How many storage operations reports cost: the account's news, and a range for each thousand hours.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class ReportCostTests(TimelyApp app)
{
    [Fact]
    public async Task A_report_reads_its_range_once_whatever_its_groups()
    {
        var world = await World.CreateAsync(app);
        var projects = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            projects.Add(await world.AddProjectAsync(""", "budget_type":"M", "budget":5"""));
            await world.AddHoursAsync(world.Owner, projects[i], 20);
        }

        const string period = "since=2024-02-01&until=2024-02-29";
        foreach (var query in new[] { "", "&group_by=days", $"&project_ids={projects[0]},{projects[1]}", "&scope=events", $"&user_ids={world.Owner.Id}" })
        {
            Assert.Equal(
                "0 commits, 2 reads",
                await StorageCostTests.CostAsync(async () => (await world.Api.Get($"~/reports/filter?{period}{query}")).Is(200)));
        }

        Assert.Equal(
            "0 commits, 2 reads",
            await StorageCostTests.CostAsync(async () => (await world.Api.Post("~/reports", """{"since":"2024-02-01"}""")).Is(200)));

        // What nobody can have costs nothing.
        Assert.Equal(
            "0 commits, 1 reads",
            await StorageCostTests.CostAsync(async () => (await world.Api.Get($"~/reports/filter?{period}&project_ids=999999")).Is(200)));
    }

    [Fact]
    public async Task A_recurring_budget_is_read_until_it_is_known()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectAsync(""", "budget_type":"H", "budget":5, "budget_recurrence":{"recur":"month","start_date":"2024-01-01"}""");
        await world.AddHoursAsync(world.Owner, project, 2);
        Assert.Equal("0 commits, 3 reads", await CostAsync());
        Assert.Equal("0 commits, 2 reads", await CostAsync());

        Task<string> CostAsync() => StorageCostTests.CostAsync(async () => (await world.Api.Get("~/reports/filter?since=2024-02-01")).Is(200));
    }
}
