using System.Diagnostics.Metrics;
using Polychron.Dialects.Timespace.Tests.Support;
using Polychron.Storage.Diagnostics;

namespace Polychron.Dialects.Timespace.Tests.Access;

/// <summary>How many storage operations requests cost, as the store counts them.</summary>
[Collection(TimespaceAppTests.Name)]
public sealed class StorageCostTests(TimespaceApp app)
{
    [Fact]
    public async Task Reads_cost_no_more_than_what_they_show()
    {
        var world = await World.CreateAsync(app);
        var client = await world.AddRecordAsync("client", """{"name":"C"}""");
        var entry = await world.AddEntryAsync("E");
        await world.AddEntryAsync("F");
        await world.Api.Get("/record/en/rest?limit=5");

        // The one read is that of the cloud's news, at the gate.
        Assert.Equal((0, 1), await CostAsync(() => world.Api.Get($"/{client}/en/rest")));
        Assert.Equal((0, 1), await CostAsync(() => world.Api.Get($"/client.{world.Cloud}/en/rest?schema=editable")));
        Assert.Equal((0, 2), await CostAsync(() => world.Api.Get($"/{entry}/en/rest")));

        // A list: the caller's clouds in the directory, and the news of each.
        Assert.Equal((0, 3), await CostAsync(() => world.Api.Get("/0/en/rest?my_clouds=true")));
        Assert.Equal((0, 3), await CostAsync(() => world.Api.Get("/client/en/rest?limit=100")));
        Assert.Equal((0, 4), await CostAsync(() => world.Api.Get("/time_entry/en/rest?limit=1")));
        Assert.Equal((0, 3), await CostAsync(() => world.Api.Get("/time_entry/en/rest?limit=1&offset=2")));
        Assert.Equal((0, 4), await CostAsync(() => world.Api.Get("/record/en/rest?limit=100&freetext=E")));
    }

    [Fact]
    public async Task Versions_cost_a_read_each_however_long_the_log_is()
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync("E0");
        for (var i = 1; i <= 4; i++)
        {
            await world.Api.Patch($"/{entry}/en/rest", $$"""{"title":"E{{i}}"}""");
            for (var j = 0; j < 20; j++)
            {
                await world.AddRecordAsync("label", $$"""{"name":"L{{j}}"}""");
            }
        }

        // News, the entry, and one row of the log for each version.
        Assert.Equal((0, 2 + 5), await CostAsync(() => world.Api.Get($"/{entry}/en/rest?versions=true")));
        Assert.Equal((0, 2 + 1), await CostAsync(() => world.Api.Get($"/{entry}/en/rest?version=5")));
        Assert.Equal((0, 2 + 4), await CostAsync(() => world.Api.Get($"/{entry}/en/rest?version=2")));
    }

    [Fact]
    public async Task A_write_is_one_batch()
    {
        var world = await World.CreateAsync(app);
        var entry = await world.AddEntryAsync("E");
        Assert.Equal(1, (await CostAsync(() => world.Api.Post($"/client.{world.Cloud}/en/rest", """{"name":"C"}"""))).Commits);
        Assert.Equal((1, 2), await CostAsync(() => world.Api.Patch($"/{entry}/en/rest", """{"title":"F"}""")));
        Assert.Equal(1, (await CostAsync(() => world.Api.Delete($"/{entry}/en/rest"))).Commits);
    }

    private static async Task<(long Commits, long Reads)> CostAsync(Func<Task<Answer>> work)
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
                if (tag.Key == StorageMeter.Kind)
                {
                    Interlocked.Add(ref tag.Value is "commit" ? ref commits : ref reads, count);
                }
            }
        });
        listener.Start();
        Assert.InRange((int)(await work()).Status, 200, 299);
        return (Interlocked.Read(ref commits), Interlocked.Read(ref reads));
    }
}
