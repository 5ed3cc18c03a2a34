using NodaTime;
using Polychron.Domain.Webhooks;
using Polychron.Storage.Tests.Backends;
using Polychron.Storage.Tests.Contract;
using Polychron.Storage.Webhooks;
using Polychron.Testing.Storage;

namespace Polychron.Storage.Tests.Webhooks;

/// <summary>The delivery log and the checkpoints, on one of the table stores.</summary>
public abstract class DeliveryLogContract<TBackend> : StorageContract<TBackend>
    where TBackend : IStorageBackend, new()
{
    private const long Workspace = 7;
    private const long Hook = 3;
    private static readonly Instant At = Instant.FromUtc(2024, 3, 1, 12, 0);

    private TableDeliveryLog Log => new(new PrefixedTableStore(Store, $"{Table}-"));

    private TableDispatchCheckpoints Checkpoints => new(new PrefixedTableStore(Store, $"{Table}-"));

    [SkippableFact]
    public async Task A_delivery_is_found_as_it_was_written()
    {
        var delivery = Delivery(12) with
        {
            Run = 5,
            Status = DeliveryStatus.Pending,
            Attempts = [new DeliveryAttempt(At, 503, 120, null), new DeliveryAttempt(At, null, 5_000, "no connection in time")],
            NextAttemptAt = At + Duration.FromMinutes(5),
            Reason = "because",
            Response = "busy ☂",
        };
        Assert.Null(await Log.FindAsync(delivery.Id));
        await Log.SaveAsync(delivery);
        var found = (await Log.FindAsync(delivery.Id))!;
        Assert.Equal(delivery.Attempts, found.Attempts);
        Assert.Equal(delivery with { Attempts = found.Attempts }, found);
        Assert.Null(await Log.FindAsync(delivery.Id with { Sequence = -1 }));
        Assert.Null(await Log.FindAsync(delivery.Id with { Sequence = long.MaxValue }));
    }

    [SkippableFact]
    public async Task Deliveries_are_listed_latest_first_page_by_page_and_purged_by_age()
    {
        long[] sequences = [1, 2, 9, 10, 99, 100, 1_000_000];
        foreach (var sequence in sequences)
        {
            await Log.SaveSuccessAsync(Delivery(sequence) with { Status = DeliveryStatus.Succeeded });
        }

        await Log.SaveSuccessAsync(new DeliveryRecord(new DeliveryId(Workspace, 50, Hook + 1)));
        Assert.Equal([1_000_000, 100, 99], await ListAsync(null, 3));
        Assert.Equal([10, 9, 2], await ListAsync(99, 3));
        Assert.Empty(await ListAsync(1, 3));
        Assert.Equal(3, await Log.PurgeAsync(Workspace, Hook, 10));
        Assert.Equal([1_000_000, 100, 99, 10], await ListAsync(null, 100));
        Assert.Equal(5, await Log.PurgeAsync(Workspace, Hook, null));
        Assert.Empty(await ListAsync(null, 100));
        Assert.Single(await Log.ListAsync(Workspace, Hook + 1, null, 10));
    }

    [SkippableFact]
    public async Task A_listener_fails_since_its_first_failure_after_its_last_success()
    {
        Assert.Null(await Log.FindFailingSinceAsync(Workspace, Hook));
        Assert.Equal(At, await Log.SaveFailureAsync(Delivery(1), At));
        Assert.Equal(At, await Log.SaveFailureAsync(Delivery(2), At + Duration.FromDays(1)));
        Assert.Equal(At, await Log.FindFailingSinceAsync(Workspace, Hook));
        await Log.SaveSuccessAsync(Delivery(3));
        Assert.Null(await Log.FindFailingSinceAsync(Workspace, Hook));
        Assert.Equal(At + Duration.FromDays(2), await Log.SaveFailureAsync(Delivery(4), At + Duration.FromDays(2)));
    }

    [SkippableFact]
    public async Task A_failure_among_successes_is_written_however_fast_they_come()
    {
        // Whenever the failure is about to be written, another delivery of the webhook has just succeeded.
        var successes = 0;
        var busy = new TableDeliveryLog(new InterruptedTableStore(
            new PrefixedTableStore(Store, $"{Table}-"), () => Log.SaveSuccessAsync(Delivery(100 + ++successes))));
        var failed = Delivery(1) with { Status = DeliveryStatus.Pending, Attempts = [new DeliveryAttempt(At, 500, 20, null)] };

        Assert.Equal(At, await busy.SaveFailureAsync(failed, At));

        Assert.InRange(successes, 2, 5);
        Assert.Equal(DeliveryStatus.Pending, (await Log.FindAsync(failed.Id))!.Status);
        Assert.Null(await Log.FindFailingSinceAsync(Workspace, Hook));
        Assert.Equal(At + Duration.FromDays(1), await Log.SaveFailureAsync(failed, At + Duration.FromDays(1)));
    }

    [SkippableFact]
    public async Task Of_two_that_move_a_checkpoint_one_does_and_all_checkpoints_are_found()
    {
        for (var workspace = 1L; workspace <= 20; workspace++)
        {
            await Checkpoints.RegisterAsync(workspace);
        }

        await Checkpoints.RegisterAsync(7);
        var read = (await Checkpoints.FindAsync(7))!;
        Assert.Equal(0, read.State.Sequence);
        var state = DispatchState.Start with
        {
            Sequence = 9,
            Listeners = DispatchState.Start.Listeners.Add(3, new Listener(true, new WebhookFilter { Types = [EventType.All[0]], ProjectIds = [4], LabelIds = [5, 6] })),
        };
        Assert.True(await Checkpoints.MoveAsync(read, state));
        Assert.False(await Checkpoints.MoveAsync(read, state));
        await Checkpoints.RegisterAsync(7);
        var moved = (await Checkpoints.FindAsync(7))!;
        Assert.Equal(9, moved.State.Sequence);
        var listener = Assert.Single(moved.State.Listeners).Value;
        Assert.True(listener.IsActive);
        Assert.Equal(EventType.All[0], Assert.Single(listener.Filter.Types));
        Assert.Equal([5, 6], listener.Filter.LabelIds);
        var all = new List<long>();
        await foreach (var checkpoint in Checkpoints.ListAsync())
        {
            all.Add(checkpoint.WorkspaceId);
        }

        Assert.Equal(Enumerable.Range(1, 20).Select(number => (long)number), all.Order());
    }

    private static DeliveryRecord Delivery(long sequence) => new(new DeliveryId(Workspace, sequence, Hook));

    private async Task<IEnumerable<long>> ListAsync(long? before, int max) =>
        (await Log.ListAsync(Workspace, Hook, before, max)).Select(delivery => delivery.Id.Sequence);
}
