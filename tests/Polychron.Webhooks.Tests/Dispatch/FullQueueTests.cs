using Microsoft.Extensions.Logging.Abstractions;
using Polychron.Storage.Webhooks;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
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
        queue.Room = 5;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => dispatcher.RunAsync(Installation.Workspace, default));
        queue.Room = 5;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => dispatcher.RunAsync(Installation.Workspace, default));
        queue.Room = 5;
        await dispatcher.RunAsync(Installation.Workspace, default);

        var owed =
            from entry in entries
            from webhook in new[] { first.Id, second.Id }
            select new DeliveryMessage(new(Installation.Workspace, entry, webhook)).ToString();
        Assert.Equal(owed.Order(), queue.Taken.Distinct().Order());
        Assert.Equal(12, queue.Taken.Count);
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
        var dispatcher = Over(new FullQueue(), server, process);

        await Assert.ThrowsAsync<StorageUnavailableException>(() => dispatcher.RunAsync(Installation.Workspace, default));

        Assert.Equal(before!.State.Sequence, (await checkpoints.FindAsync(Installation.Workspace))!.State.Sequence);
    }

    private static Dispatcher Over(IQueueStore queue, Installation server, Process process) => new(
        process.Log, new TableDispatchCheckpoints(server.Tables), queue, new RecordCache(process.Log), new DeliveryRoom(queue, server.Options, server.Time),
        new Postponed(queue, server.Time), server.Options, NullLogger<Dispatcher>.Instance);

    /// <summary>Takes as many messages as there is room for, and refuses the others.</summary>
    private sealed class FullQueue : IQueueStore
    {
        public int Room { get; set; }

        public List<string> Taken { get; } = [];

        public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default)
        {
            if (Room == 0)
            {
                throw new StorageUnavailableException("The queue is full.");
            }

            Room--;
            Taken.Add(body);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(string queue, int max, TimeSpan visibility, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("A dispatch sends only.");

        public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("A dispatch sends only.");

        public Task<QueueMessage?> ChangeVisibilityAsync(string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("A dispatch sends only.");

        public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("A dispatch sends only.");

        public Task<long> CountAsync(string queue, CancellationToken cancellation = default) =>
            throw new InvalidOperationException("A dispatch sends only.");
    }
}
