using System.Diagnostics.Metrics;
using Polychron.Dialects.Timedash.Tests.Support;
using Polychron.Storage.Diagnostics;

namespace Polychron.Dialects.Timedash.Tests.Access;

/// <summary>What requests cost in storage operations: one to follow the account's log, and what is said here besides.</summary>
[Collection(TimedashAppTests.Name)]
public sealed class StorageCostTests(TimedashApp app)
{
    [Theory]
    [InlineData("GET", "/account", 1)]
    [InlineData("GET", "/contacts", 1)]
    [InlineData("GET", "/contacts?name=x&sort=-updated", 1)]
    [InlineData("GET", "/agreements", 1)]
    [InlineData("GET", "/assignments/{assignment}", 2)]
    [InlineData("GET", "/assignments", 2)]
    [InlineData("GET", "/assignments?page=1", 2)]
    [InlineData("GET", "/assignments?page=1000", 1)]
    [InlineData("GET", "/assignments?agreement={agreement}", 2)]
    [InlineData("GET", "/assignments?agreement=987654321", 1)]
    [InlineData("GET", "/assignments?running=true", 1)]
    [InlineData("GET", "/assignments?invoiced=true", 2)]
    [InlineData("GET", "/assignments?sort=-duration", 2)]
    [InlineData("GET", "/api_keys", 2)]
    [InlineData("POST", "/contacts", 2)]
    [InlineData("POST", "/assignments", 2)]
    [InlineData("PUT", "/assignments/{assignment}", 3)]
    public async Task A_request_costs(string method, string path, int operations)
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        long assignment = 0;
        for (var i = 0; i < 25; i++)
        {
            assignment = await world.AddAssignmentAsync(agreement);
        }

        string Fill(string text) => text.Replace("{assignment}", $"{assignment}", StringComparison.Ordinal)
            .Replace("{agreement}", $"{agreement}", StringComparison.Ordinal);
        var body = (method, path) switch
        {
            ("POST", "/assignments") => $$"""{ "agreement": {{agreement}}, "timestamp": "2024-02-01T09:00:00Z", "duration": 60 }""",
            ("GET", _) => null,
            ("PUT", _) => """{ "title": "t" }""",
            _ => """{ "name": "n" }""",
        };

        Assert.Equal(operations, await CountAsync(() => world.Api.Send(method, Fill(path), body)));
    }

    [Fact]
    public async Task The_first_and_last_pages_of_many_assignments_cost_little_in_either_order()
    {
        var world = await World.CreateAsync(app);
        var agreement = await world.AddAgreementAsync();
        var noon = NodaTime.Instant.FromUtc(2015, 1, 1, 12, 0);
        await world.WriteManyAsync(agreement, 3_000, i => noon + NodaTime.Duration.FromHours(i));

        Assert.Equal(2, await CountAsync(() => world.Api.Get("/assignments")));
        Assert.InRange(await CountAsync(() => world.Api.Get("/assignments?sort=timestamp")), 2, 40);
        Assert.InRange(await CountAsync(() => world.Api.Get("/assignments?page=149")), 2, 40);
        Assert.Equal(2, await CountAsync(() => world.Api.Get("/assignments?sort=timestamp&page=149")));
    }

    private static async Task<int> CountAsync(Func<Task<Answer>> ask)
    {
        var count = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == StorageMeter.Name && instrument.Name == StorageMeter.Operations)
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count, (int)value));
        listener.Start();
        (await ask()).Is(200);
        return count;
    }
}
