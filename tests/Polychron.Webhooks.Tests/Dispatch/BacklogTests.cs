using System.Globalization;
using Polychron.Storage.Webhooks;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Webhooks;
using Polychron.Webhooks.Dispatch;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Dispatch;

/// <summary>More changes than deliveries can be made of: the queue stays short, the rest waits in the log and nothing is lost.</summary>
public sealed class BacklogTests
{
    private static readonly string Message = Installation.Workspace.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task What_a_full_queue_has_no_room_for_stays_in_the_log_until_there_is()
    {
        var (server, process) = await FullAsync();
        var before = await CheckpointAsync(server);
        await process.TrackAsync();
        await process.WakeAsync();
        await RunVisibleAsync(server, process);
        Assert.Equal(before, await CheckpointAsync(server));
        Assert.Equal(Installed, server.Queues.Bodies(WebhookQueues.Deliver).Count);

        await process.DrainAsync();
        Assert.Equal(Installed, server.Listener.All.Count);
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await process.DrainAsync();
        Assert.Equal(Installed + 1, server.Listener.All.Select(delivery => delivery.Id).Distinct().Count());
        Assert.Equal(Installed + 1, server.Listener.All.Count);
        Assert.Empty(server.Queues.Bodies(WebhookQueues.Dispatch));
    }

    [Fact]
    public async Task While_a_message_is_out_wake_ups_are_dropped()
    {
        var (server, process) = await FullAsync();
        await process.Pipeline.DispatchAsync(Message, default);
        Assert.Single(server.Queues.Bodies(WebhookQueues.Dispatch));
        for (var again = 0; again < 5; again++)
        {
            await process.Pipeline.DispatchAsync(Message, default);
        }

        Assert.Single(server.Queues.Bodies(WebhookQueues.Dispatch));
    }

    [Fact]
    public async Task The_message_that_was_sent_is_not_dropped_itself()
    {
        var (server, process) = await FullAsync();
        for (var seconds = 2; seconds <= 64; seconds *= 2)
        {
            await process.Pipeline.DispatchAsync(Message, default);
            var wait = TimeSpan.FromSeconds(Math.Min(seconds, 32));
            server.Time.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.Empty(await server.Queues.PeekAsync(WebhookQueues.Dispatch, 1));
            server.Time.Advance(TimeSpan.FromMilliseconds(1));

            // It is worked on and finds the queue full again, or there would be none after it.
            var message = Assert.Single(await server.Queues.ReceiveAsync(WebhookQueues.Dispatch, 1, TimeSpan.FromMinutes(1)));
            await server.Queues.DeleteAsync(WebhookQueues.Dispatch, message);
        }
    }

    [Fact]
    public async Task A_process_that_dies_while_it_waits_leaves_its_message()
    {
        var (server, process) = await FullAsync();
        await process.TrackAsync();
        await process.Pipeline.DispatchAsync(Message, default);
        var next = server.Begin();
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await next.DrainAsync();
        server.Time.Advance(TimeSpan.FromSeconds(4));
        await next.DrainAsync();
        Assert.Equal(Installed + 1, server.Listener.All.Select(delivery => delivery.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_queue_that_is_too_busy_to_be_counted_has_no_room_for_a_second()
    {
        var (server, _) = await Installation.CreateAsync();
        var busy = new FullQueue { Room = int.MaxValue, Waiting = null };
        using var room = new DeliveryRoom(busy, new WebhookOptions { MaxQueued = 8 }, server.Time);
        Assert.True(await room.HasAsync(default));
        Assert.True(await room.TrySendAsync(WebhookQueues.Deliver, "1", default));
        Assert.False(await room.HasAsync(default));
        Assert.False(await room.HasAsync(default));
        Assert.Equal(1, busy.Counted);
        server.Time.Advance(DeliveryRoom.LookAgain);
        busy.Waiting = 8;
        Assert.False(await room.HasAsync(default));
        server.Time.Advance(DeliveryRoom.LookAgain);
        busy.Waiting = 7;
        Assert.True(await room.HasAsync(default));
        Assert.Equal(3, busy.Counted);
    }

    [Fact]
    public async Task A_queue_is_counted_once_for_each_eighth_of_its_bound()
    {
        var (server, _) = await Installation.CreateAsync();
        var queue = new FullQueue { Room = int.MaxValue };
        using var room = new DeliveryRoom(queue, new WebhookOptions { MaxQueued = 800 }, server.Time);
        for (var sent = 0; sent < 1_000; sent++)
        {
            Assert.True(await room.HasAsync(default));
            Assert.True(await room.TrySendAsync(WebhookQueues.Deliver, "1", default));
        }

        Assert.Equal(9, queue.Counted);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(1, 50)]
    [InlineData(5, 50)]
    [InlineData(6, 60)]
    [InlineData(1_000, 10_000)]
    public void The_more_workspaces_are_woken_the_longer_is_the_pause(int woken, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), WakeUp.PauseAfter(woken));

    /// <summary>How many deliveries stand in the queue of <see cref="FullAsync"/>.</summary>
    private const int Installed = 20;

    /// <summary>A process that has filled the queue: the bound is looked at before a step, and a step is larger.</summary>
    private static async Task<(Installation Server, Process Process)> FullAsync()
    {
        var (server, process) = await Installation.CreateAsync(new WebhookOptions { MaxQueued = 8 });
        await process.SubscribeAsync();
        await process.DrainAsync();
        for (var entry = 0; entry < Installed; entry++)
        {
            await process.TrackAsync();
        }

        await process.Pipeline.DispatchAsync(Message, default);
        await RunVisibleAsync(server, process);
        Assert.Equal(Installed, server.Queues.Bodies(WebhookQueues.Deliver).Count);
        server.Time.Advance(TimeSpan.FromHours(1));
        foreach (var message in await server.Queues.ReceiveAsync(WebhookQueues.Dispatch, QueueLimits.MaxReceive, TimeSpan.FromMinutes(1)))
        {
            await server.Queues.DeleteAsync(WebhookQueues.Dispatch, message);
        }

        return (server, process);
    }

    private static async Task RunVisibleAsync(Installation server, Process process)
    {
        foreach (var message in await server.Queues.ReceiveAsync(WebhookQueues.Dispatch, QueueLimits.MaxReceive, TimeSpan.FromMinutes(1)))
        {
            await process.Pipeline.DispatchAsync(message.Body, default);
            await server.Queues.DeleteAsync(WebhookQueues.Dispatch, message);
        }
    }

    private static async Task<long> CheckpointAsync(Installation server) =>
        (await new TableDispatchCheckpoints(server.Tables).FindAsync(Installation.Workspace))!.State.Sequence;
}
