using Polychron.Domain.Entries;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Logs;

/// <summary>
/// Of writes that fill more than one batch, those of the next run while a commit is under way, on what it will leave; and again
/// where it leaves something else.
/// </summary>
public sealed class RunAheadTests
{
    /// <summary>Each has at least four rows of its own, so that they fill more than one batch of a hundred.</summary>
    private const int Writes = 40;

    /// <summary>One that is not in the first batch.</summary>
    private const int Later = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HeldStore _store = new(new InMemoryTableStore());
    private readonly List<long>[] _seen = [.. Enumerable.Range(0, Writes).Select(_ => new List<long>())];
    private readonly TaskCompletionSource _laterRan = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task The_next_writes_run_during_a_commit_see_what_it_will_leave_and_are_answered_after_it()
    {
        var log = await StartAsync();
        var scanned = 0;
        var writes = await WriteAllAsync(log, async (transaction, i) =>
        {
            if (i == Later)
            {
                scanned = 0;
                await foreach (var page in transaction.ScanEntriesAsync(new EntryScan(EntryIndex.Everyone)))
                {
                    scanned += page.Count;
                }
            }
        });

        Assert.DoesNotContain(writes, write => write.IsCompleted);
        _store.Release();
        var made = await Task.WhenAll(writes).WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(0, Writes).Select(i => made[0].Id + i), made.Select(entry => entry.Id));
        Assert.Equal([made[Later].Id - 1], _seen[Later]);
        Assert.Equal(1 + Later, scanned);
        await LogWorld.CheckAsync(_store.Inner);
    }

    [Fact]
    public async Task What_ran_ahead_of_a_commit_that_another_instance_beats_runs_again()
    {
        var log = await StartAsync();
        var writes = await WriteAllAsync(log, static (_, _) => ValueTask.CompletedTask);
        var theirs = await LogWorld.CreateAsync(LogWorld.Instance(_store.Inner), 3, 0);
        _store.Release();

        var made = await Task.WhenAll(writes).WaitAsync(Patience);
        Assert.Equal(Enumerable.Range(1, Writes).Select(i => theirs.Id + i), made.Select(entry => entry.Id));
        Assert.Equal([made[Later].Id - 2, made[Later].Id - 1], [_seen[Later][0], _seen[Later][^1]]);
        await LogWorld.CheckAsync(_store.Inner);
    }

    [Fact]
    public async Task A_commit_that_fails_takes_down_what_ran_ahead_of_it()
    {
        var log = await StartAsync();
        var writes = await WriteAllAsync(log, static (_, _) => ValueTask.CompletedTask);
        _store.Fails = true;
        _store.Release();

        foreach (var write in writes)
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => write.WaitAsync(Patience));
        }

        _store.Fails = false;
        Assert.Equal(1, await (await log.OpenAsync(LogWorld.WorkspaceId)).CountEntriesAsync(new EntryScan(EntryIndex.Everyone)));
        await LogWorld.CreateAsync(log, 1, 0);
        await LogWorld.CheckAsync(_store.Inner);
    }

    [Fact]
    public async Task A_reply_of_the_commit_under_way_is_found_by_what_runs_ahead()
    {
        var log = await StartAsync();
        var key = new ReplyKey(1, "one");
        StoredReply? found = null;
        var writes = await WriteAllAsync(log, async (transaction, i) =>
        {
            if (i == 0)
            {
                transaction.StoreReply(key, new StoredReply("print", 201, null, "{}"u8.ToArray()));
            }
            else if (i == Later)
            {
                found = await transaction.FindReplyAsync(key);
            }
        });

        Assert.Equal("print", found?.Fingerprint);
        _store.Release();
        await Task.WhenAll(writes).WaitAsync(Patience);
    }

    [Fact]
    public async Task A_long_row_of_writes_that_run_ahead_of_each_other_ends_as_if_they_came_one_by_one()
    {
        const int Each = 20;
        var log = await StartAsync();
        _store.Release();
        var shared = await LogWorld.CreateAsync(log, 1, 0, "0");
        await Task.WhenAll(Enumerable.Range(0, Writes).Select(async user =>
        {
            for (var i = 0; i < Each; i++)
            {
                await log.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
                {
                    var before = (await transaction.FindEntryAsync(shared.Id))!;
                    transaction.Update(before, before with { Title = $"{int.Parse(before.Title!) + 1}" });
                    return transaction.Create(Draft(1 + user % 9));
                });
            }
        }));

        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        Assert.Equal($"{Writes * Each}", (await view.FindEntryAsync(shared.Id))!.Title);
        Assert.Equal(2 + Writes * Each, await view.CountEntriesAsync(new EntryScan(EntryIndex.Everyone)));
        await LogWorld.CheckAsync(_store.Inner);
    }

    private static Entry Draft(long user) =>
        new() { UserId = user, CreatorUserId = user, Start = LogWorld.Start, End = LogWorld.Start, DurationSeconds = 0, BillingStatus = default };

    /// <summary>A workspace with one entry, whose next commit is held until the store is released.</summary>
    private async Task<IWorkspaceLog> StartAsync()
    {
        var log = LogWorld.Instance(_store);
        await LogWorld.SeedAsync(log);

        // The minute's mark on the news board is made: what is held is the commit.
        await LogWorld.CreateAsync(log, 9, 1_000);
        _store.Hold();
        return log;
    }

    /// <summary>Writes that all wait for the first commit; it is under way, and one that is not in it has run.</summary>
    private async Task<Task<Entry>[]> WriteAllAsync(IWorkspaceLog log, Func<IWorkspaceTransaction, int, ValueTask> also)
    {
        var allWait = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = log.WriteAsync(LogWorld.WorkspaceId, 1, async _ =>
        {
            await allWait.Task;
            return true;
        });
        var writes = Enumerable.Range(0, Writes).Select(i => log.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
        {
            _seen[i].Add(transaction.Picture.Sequence);
            await also(transaction, i);
            var made = transaction.Create(Draft(1));
            if (i == Later)
            {
                _laterRan.TrySetResult();
            }

            return made;
        })).ToArray();
        allWait.SetResult();
        await first.WaitAsync(Patience);
        await _store.Held.WaitAsync(Patience);
        await _laterRan.Task.WaitAsync(Patience);
        return writes;
    }

    /// <summary>Holds commits until it is released.</summary>
    private sealed class HeldStore(ITableStore inner) : ITableStore
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isOn;

        public ITableStore Inner => inner;

        public bool Fails { get; set; }

        public Task Held => _held.Task;

        public void Hold() => _isOn = true;

        public void Release() => _released.TrySetResult();

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
            inner.QueryAsync(range, cancellation);

        public async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            if (_isOn)
            {
                _held.TrySetResult();
                await _released.Task;
            }

            return Fails ? throw new StorageUnavailableException("down") : await inner.CommitAsync(batch, cancellation);
        }
    }
}
