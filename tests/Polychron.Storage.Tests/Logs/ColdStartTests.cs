using Polychron.Storage.Keys;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Logs;

/// <summary>What an instance that knows nothing of a workspace reads when many ask for it at once.</summary>
public sealed class ColdStartTests
{
    private readonly InMemoryTableStore _store = new();

    [Fact]
    public async Task The_state_is_read_once_for_all_who_ask_meanwhile()
    {
        await LogWorld.SeedAsync(LogWorld.Instance(_store));
        var held = new HeldStore(_store);
        var cold = LogWorld.Instance(held);

        var opening = Enumerable.Range(0, 20).Select(_ => cold.OpenAsync(LogWorld.WorkspaceId).AsTask()).ToList();
        var writing = LogWorld.CreateAsync(cold, 2, minute: 1);
        await held.Asked;
        held.LetGo();

        Assert.All(await Task.WhenAll(opening), view => Assert.Equal(9, view.Picture.Members.Count));
        await writing;
        Assert.Equal(1, held.StateReads);
    }

    [Fact]
    public async Task Who_joins_a_read_of_the_state_still_sees_what_was_committed_before_they_asked()
    {
        var warm = LogWorld.Instance(_store);
        await LogWorld.SeedAsync(warm);

        // The first one has read the end of the log, and waits only for the answer.
        var held = new HeldStore(_store, holdsAnswersOfTheLog: true);
        var cold = LogWorld.Instance(held);
        var first = cold.OpenAsync(LogWorld.WorkspaceId).AsTask();
        await held.Asked;
        var entry = await LogWorld.CreateAsync(warm, 2, minute: 1);
        var second = cold.OpenAsync(LogWorld.WorkspaceId).AsTask();
        held.LetGo();

        Assert.Equal(entry.Sequence - 1, (await first).Picture.Sequence);
        Assert.Equal(entry.Sequence, (await second).Picture.Sequence);
    }

    [Fact]
    public async Task A_read_that_fails_fails_all_who_wait_for_it_and_the_next_one_begins_anew()
    {
        await LogWorld.SeedAsync(LogWorld.Instance(_store));
        var held = new HeldStore(_store) { Failure = new StorageUnavailableException("busy") };
        var cold = LogWorld.Instance(held);
        var opening = Enumerable.Range(0, 5).Select(_ => cold.OpenAsync(LogWorld.WorkspaceId).AsTask()).ToList();
        await held.Asked;
        held.LetGo();
        foreach (var open in opening)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => open);
        }

        held.Failure = null;
        Assert.Equal(9, (await cold.OpenAsync(LogWorld.WorkspaceId)).Picture.Members.Count);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_others_their_read()
    {
        await LogWorld.SeedAsync(LogWorld.Instance(_store));
        var held = new HeldStore(_store);
        var cold = LogWorld.Instance(held);
        using var patience = new CancellationTokenSource();
        var impatient = cold.OpenAsync(LogWorld.WorkspaceId, patience.Token).AsTask();
        var patient = cold.OpenAsync(LogWorld.WorkspaceId).AsTask();
        await held.Asked;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        held.LetGo();
        Assert.Equal(9, (await patient).Picture.Members.Count);
    }

    /// <summary>Holds the first read of a workspace's state, or of its log's end, until it is let go.</summary>
    private sealed class HeldStore(ITableStore inner, bool holdsAnswersOfTheLog = false) : ITableStore
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _free = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _stateReads;

        public Task Asked => _asked.Task;

        public int StateReads => Volatile.Read(ref _stateReads);

        public Exception? Failure { get; set; }

        public void LetGo() => _free.SetResult();

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public async Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
        {
            var isState = range.From == WorkspaceKeys.State.From;
            if (isState)
            {
                Interlocked.Increment(ref _stateReads);
            }

            // Read first, held afterwards: the answer is of the moment in which it was asked.
            var page = await inner.QueryAsync(range, cancellation);
            if (isState != holdsAnswersOfTheLog)
            {
                _asked.TrySetResult();
                await _free.Task;
            }

            return Failure is null ? page : throw Failure;
        }

        public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
            inner.CommitAsync(batch, cancellation);
    }
}
