using Microsoft.Extensions.Logging.Abstractions;
using Polychron.Storage.Webhooks;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Dispatch;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Dispatch;

/// <summary>A queue that takes less at once than a dispatch has: it bends and does not break.</summary>
public sealed class FullQueueTests
{
    [Fact]
    public async Task A_dispatch_goes_on_behind_what_a_full_queue_took()
    {
        var (server, process) = await Installation.CreateAsync();
        var first = await process.SubscribeAsync();
        var second = await process.SubscribeAsync("https://listener.example.com/b");
        await process.DrainAsync();
        var entries = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            entries.Add((await process.TrackAsync()).Id);
        }

        var queue = new FullQueue();
        var dispatcher = Over(queue, server, process);

        // Two records of two messages, and one message of the third.
        for (var run = 0; run < 3; run++)
        {
            queue.Room = 5;
            await dispatcher.RunAsync(Installation.Workspace, default);
            server.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var owed =
            from entry in entries
            from webhook in new[] { first.Id, second.Id }
            select new DeliveryMessage(new(Installation.Workspace, entry, webhook)).ToString();
        Assert.Equal(owed.Order(), queue.Taken.Distinct().Order());
        Assert.Equal(12, queue.Taken.Count);
        Assert.Equal(2, queue.Wakes);
    }

    [Fact]
    public async Task After_a_refusal_nothing_more_is_sent_for_a_while()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.SubscribeAsync();
        await process.DrainAsync();
        for (var i = 0; i < 5; i++)
        {
            await process.TrackAsync();
        }

        var queue = new FullQueue { Room = 1 };
        await Over(queue, server, process).RunAsync(Installation.Workspace, default);

        Assert.Equal(2, queue.Asked);
        Assert.Equal(1, queue.Wakes);
    }

    [Fact]
    public async Task A_queue_that_takes_nothing_moves_nothing()
    {
        var (server, process) = await Installation.CreateAsync();
        await process.SubscribeAsync();
        await process.DrainAsync();
        await process.TrackAsync();
        var checkpoints = new TableDispatchCheckpoints(server.Tables);
        var before = await checkpoints.FindAsync(Installation.Workspace);
        var queue = new FullQueue();

        await Over(queue, server, process).RunAsync(Installation.Workspace, default);

        Assert.Equal(1, queue.Wakes);
        Assert.Equal(before!.State.Sequence, (await checkpoints.FindAsync(Installation.Workspace))!.State.Sequence);
    }

    private static Dispatcher Over(IQueueStore queue, Installation server, Process process) => new(
        process.Log, new TableDispatchCheckpoints(server.Tables), new RecordCache(process.Log), new DeliveryRoom(queue, server.Options, server.Time),
        new Postponed(queue, server.Time), server.Options, NullLogger<Dispatcher>.Instance);
}
