using System.Diagnostics.Metrics;
using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Storage.Diagnostics;

namespace Polychron.Dialects.Timely.Tests.Access;

/// <summary>How many storage operations requests cost, as the store counts them.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class StorageCostTests(TimelyApp app)
{
    [Fact]
    public async Task Lists_come_from_the_picture_and_writes_are_one_batch()
    {
        var world = await World.CreateAsync(app);
        for (var i = 0; i < 5; i++)
        {
            var id = await world.AddProjectAsync(""", "budget_type":"M", "budget":5, "budget_recurrence":{"recur":"month","start_date":"2024-01-01"}""");
            await world.AddHoursAsync(world.Owner, id);
        }

        await world.Api.Get("~/projects");
        foreach (var path in new[] { "~/projects", "~/clients", "~/labels", "~/teams", "~/users", "~/roles", "~/users/current", "~/users/capacities" })
        {
            // The one read is that of the account's news.
            Assert.Equal("0 commits, 1 reads", await CostAsync(async () => (await world.Api.Get(path)).Is(200)));
        }

        Assert.StartsWith("1 commits", await CostAsync(() => world.AddClientAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_cost_one_commit_to_write_and_one_read_beside_the_news()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        await world.AddHoursAsync(world.Owner, project, 30);
        var id = (await world.Api.AddEventAsync()).Number("id");
        (await world.Api.Get("~/events")).Is(200);
        var named = EventWorld.Hours($", \"project_id\":{project}");
        Assert.Equal("1 commits, 1 reads", await CostAsync(async () => (await world.Api.Post("~/events", named)).Is(201)));
        Assert.Equal("1 commits, 2 reads", await CostAsync(async () => (await world.Api.Post("~/events", EventWorld.Hours())).Is(201)));
        Assert.Equal("0 commits, 2 reads", await CostAsync(async () => (await world.Api.Get($"~/events/{id}")).Is(200)));
        foreach (var list in new[] { "~/events", "~/events?filter=all&since=2024-02-01", $"~/projects/{project}/events", $"~/users/{world.Owner.Id}/events?sort=day" })
        {
            Assert.Equal("0 commits, 2 reads", await CostAsync(async () => (await world.Api.Get(list)).Is(200)));
        }

        Assert.Equal("1 commits, 2 reads", await CostAsync(async () => (await world.Api.Put($"~/events/{id}", """{"hours":1}""")).Is(200)));
        Assert.Equal("1 commits, 2 reads", await CostAsync(async () => (await world.Api.Put($"~/events/{id}/start", "")).Is(200)));
        Assert.Equal("1 commits, 2 reads", await CostAsync(async () => (await world.Api.Delete($"~/events/{id}")).Is(200)));
    }

    [Fact]
    public async Task A_bulk_of_a_hundred_costs_at_most_six_batches()
    {
        var world = await World.CreateAsync(app);
        var project = await world.AddProjectForAsync("", world.Owner);
        string made = "";
        await AssertAsync(2, async () => made = (await world.Api.Post(
            "~/bulk/events", Many("create", 100, _ => $$"""{"day":"2024-02-28","hours":1,"project_id":{{project}} }"""))).Is(200).Body);
        var ids = System.Text.Json.Nodes.JsonNode.Parse(made)!["created_ids"]!.AsArray().Select(id => id!.GetValue<long>()).ToList();
        await AssertAsync(3, async () => (await world.Api.Post(
            "~/bulk/events", Many("update", 100, i => $$"""{"id":{{ids[i]}},"note":"updated","billed":true}"""))).Is(200));
        var other = await world.AddProjectForAsync("", world.Owner);
        await AssertAsync(3, async () => (await world.Api.Post(
            "~/bulk/events", Many("update", 100, i => $$"""{"id":{{ids[i]}},"project_id":{{other}} }"""))).Is(200));
        await AssertAsync(3, async () => (await world.Api.Post("~/bulk/events", Many("delete", 100, i => $"{ids[i]}"))).Is(200));
        Assert.Empty(await world.Api.IdsAsync("~/events"));

        // The default project is looked for once, the people and project are not read at all.
        await world.Api.AddEventAsync();
        await AssertAsync(3, async () => (await world.Api.Post("~/bulk/events", Many("create", 100, _ => """{"day":"2024-02-28","hours":1}"""))).Is(200));

        async Task AssertAsync(int reads, Func<Task> work)
        {
            await world.Api.IdsAsync("~/events?limit=1");
            var cost = (await CostAsync(work)).Split(' ');
            Assert.InRange(int.Parse(cost[0], null), 1, 6);
            Assert.True(reads == int.Parse(cost[2], null), string.Join(' ', cost));
        }

        static string Many(string what, int count, Func<int, string> item) => Events.BulkEventTests.Many(what, count, item);
    }

    [Fact]
    public async Task The_days_of_a_project_with_many_hours_cost_few_reads()
    {
        var world = await World.CreateAsync(app);
        var id = await world.AddProjectAsync();
        await world.AddHoursAsync(world.Owner, id, 150, start: "2001-05-05T10:00:00Z");
        await world.AddHoursAsync(world.Owner, id, 150, start: "2024-02-28T09:00:00Z");
        var cost = await CostAsync(async () =>
        {
            var project = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
            Assert.Equal("2001-05-05", project.Text("first_logged_on"));
            Assert.Equal("2024-02-28", project.Text("last_logged_on"));
        });
        Assert.StartsWith("0 commits", cost, StringComparison.Ordinal);
        Assert.InRange(int.Parse(cost.Split(' ')[2], null), 3, 20);
    }

    internal static async Task<string> CostAsync(Func<Task> work)
    {
        long commits = 0, reads = 0;
        using var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == StorageMeter.Name && instrument.Name == StorageMeter.Operations)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag.Key == StorageMeter.Kind && tag.Value is "commit")
                {
                    Interlocked.Add(ref commits, count);
                }
                else if (tag.Key == StorageMeter.Kind)
                {
                    Interlocked.Add(ref reads, count);
                }
            }
        });
        listener.Start();
        await work();
        return $"{Interlocked.Read(ref commits)} commits, {Interlocked.Read(ref reads)} reads";
    }
}
