using System.Diagnostics.Metrics;
using Polychron.Dialects.Timing.Tests.Support;
using Polychron.Storage.Diagnostics;

namespace Polychron.Dialects.Timing.Tests.Access;

/// <summary>What the frequent requests cost in storage operations: one to follow the workspace's log, and at most one more.</summary>
[Collection(TimingAppTests.Name)]
public sealed class StorageCostTests(TimingApp app)
{
    private const string EntryBody = """{ "start_date": "2019-01-01T00:00:00Z", "end_date": "2019-01-01T01:00:00Z" }""";

    [Theory]
    [InlineData("GET", "/projects/hierarchy", 1)]
    [InlineData("GET", "/projects", 1)]
    [InlineData("GET", "/teams", 1)]
    [InlineData("GET", "/time-entries/running", 1)]
    [InlineData("GET", "/time-entries?is_running=1", 1)]
    [InlineData("GET", "{entry}", 2)]
    [InlineData("GET", "/time-entries/latest", 2)]
    [InlineData("GET", "/time-entries", 2)]
    [InlineData("GET", "/time-entries?per_page=10", 2)]
    [InlineData("GET", "/time-entries?page=2&per_page=10", 2)]
    [InlineData("GET", "/time-entries?page=1000", 1)]
    [InlineData("GET", "/report", 2)]
    [InlineData("POST", "/time-entries", 2)]
    [InlineData("PUT", "/time-entries/stop", 2)]
    public async Task A_request_costs(string method, string path, int operations)
    {
        var world = await World.CreateAsync(app);
        var entry = "";
        for (var i = 0; i < 25; i++)
        {
            entry = (await world.Api.Post("/time-entries", EntryBody)).Self;
        }

        await world.Api.Post("/time-entries/start");
        (await world.Api.Get("/teams")).Is(200);

        var count = 0;
        using (var listener = new MeterListener())
        {
            listener.InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == StorageMeter.Name && instrument.Name == StorageMeter.Operations)
                {
                    meters.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count, (int)value));
            listener.Start();
            var answer = await world.Api.Send(method, path.Replace("{entry}", entry, StringComparison.Ordinal), method == "POST" ? EntryBody : null);
            Assert.InRange((int)answer.Status, 200, 302);
        }

        Assert.Equal(operations, count);
    }
}
