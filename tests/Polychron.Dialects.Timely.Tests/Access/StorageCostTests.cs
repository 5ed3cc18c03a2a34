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
