using System.Globalization;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Dispatch;

/// <summary>What the pipeline asks of storage, call by call: the README says these numbers.</summary>
public sealed class StorageCostTests
{
    private const int Listeners = 4;

    [Fact]
    public async Task A_dispatch_costs_four_calls_and_one_for_each_delivery()
    {
        var (_, process) = await CreateAsync();
        await process.TrackAsync();
        var before = process.Life.Made;
        await process.Pipeline.DispatchAsync(Installation.Workspace.ToString(CultureInfo.InvariantCulture), default);
        Assert.Equal(4 + Listeners, process.Life.Made - before);
        before = process.Life.Made;
        await process.Pipeline.DispatchAsync(Installation.Workspace.ToString(CultureInfo.InvariantCulture), default);
        Assert.Equal(2, process.Life.Made - before);
    }

    [Fact]
    public async Task A_delivery_costs_three_calls_and_one_that_fails_five()
    {
        var (server, process) = await CreateAsync();
        var hook = (await process.Log.OpenAsync(Installation.Workspace)).Picture.Webhooks.Values.First();
        var entry = await process.TrackAsync();
        await process.Pipeline.DispatchAsync(Installation.Workspace.ToString(CultureInfo.InvariantCulture), default);
        var message = new DeliveryMessage(new DeliveryId(Installation.Workspace, entry.Id, hook.Id)).ToString();

        // The call of the listener passes twice: before and after.
        const int call = 2;
        server.Listener.Answers(500);
        var before = process.Life.Made;
        await process.Pipeline.DeliverAsync(message, default);
        Assert.Equal(5 + call, process.Life.Made - before);
        server.Listener.Answers(200);
        before = process.Life.Made;
        await process.Pipeline.DeliverAsync((DeliveryMessage.Parse(message) with { Attempt = 2 }).ToString(), default);
        Assert.Equal(3 + call, process.Life.Made - before);
        before = process.Life.Made;
        await process.Pipeline.DeliverAsync(message, default);
        Assert.Equal(2, process.Life.Made - before);
    }

    [Fact]
    public async Task A_write_costs_the_same_with_listeners_as_without()
    {
        var (_, without) = await Installation.CreateAsync();
        await without.TrackAsync();
        var before = without.Life.Made;
        await without.TrackAsync(minute: 20);
        var cost = without.Life.Made - before;
        var (_, with) = await CreateAsync();
        await with.TrackAsync();
        before = with.Life.Made;
        await with.TrackAsync(minute: 20);
        Assert.Equal(cost, with.Life.Made - before);
    }

    private static async Task<(Installation Server, Process Process)> CreateAsync()
    {
        var (server, process) = await Installation.CreateAsync();
        for (var listener = 0; listener < Listeners; listener++)
        {
            await process.SubscribeAsync($"https://listener.example.com/{listener}");
        }

        await process.DrainAsync();
        return (server, process);
    }
}
