using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Timers;

namespace Polychron.Storage.Tests.Logs;

/// <summary>What becomes of writes that come at the same time, on one instance and on several.</summary>
public abstract class LogRaceSuite<TBackend> : LogSuite<TBackend>
    where TBackend : IStorageBackend, new()
{
    [SkippableFact]
    public async Task A_hundred_parallel_timer_starts_leave_exactly_one_running()
    {
        var instances = new[] { await StartAsync(), LogWorld.Instance(Store), LogWorld.Instance(Store) };
        await Task.WhenAll(Enumerable.Range(0, Scale).Select(i => instances[i % instances.Length].WriteAsync(
            LogWorld.WorkspaceId,
            1,
            transaction => StartTimer.RunAsync(transaction, new StartTimer.Command { Title = $"timer {i}" }))));

        var view = await instances[0].OpenAsync(LogWorld.WorkspaceId);
        var entries = await LogWorld.AllAsync(view, new EntryScan(EntryIndex.User, 1));
        Assert.Equal(Scale, entries.Count);
        Assert.Single(entries, entry => entry.IsRunning);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Races_of_eight_instances_lose_no_update()
    {
        var log = await StartAsync();
        var entry = await LogWorld.CreateAsync(log, 1, 0, "0");
        var rounds = Scale * 10 / 8;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var instance = LogWorld.Instance(Store);
            for (var i = 0; i < rounds; i++)
            {
                await instance.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
                {
                    var before = (await transaction.FindEntryAsync(entry.Id))!;
                    return transaction.Update(before, before with { Title = $"{int.Parse(before.Title!) + 1}" });
                });
            }
        }));

        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        var after = await view.FindEntryAsync(entry.Id);
        Assert.Equal($"{8 * rounds}", after!.Title);
        Assert.Equal(8 * rounds + 1, after.Version);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Writes_that_wait_share_commits()
    {
        await OpenAsync();
        var counting = new CommitCounter(Store);
        var log = LogWorld.Instance(counting);
        await LogWorld.SeedAsync(log);
        counting.Commits = 0;
        await Task.WhenAll(Enumerable.Range(0, Scale).Select(i => LogWorld.CreateAsync(log, 1 + i % 9, i)));
        Assert.InRange(counting.Commits, 1, Scale / 4);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task A_refused_use_case_leaves_nothing_and_does_not_disturb_those_beside_it()
    {
        var log = await StartAsync();
        var writes = Enumerable.Range(0, 20).Select(i => i % 2 == 0
            ? LogWorld.CreateAsync(log, 1, i)
            : log.WriteAsync<Entry>(LogWorld.WorkspaceId, 1, transaction =>
            {
                transaction.Create(new Project
                {
                    Title = "never", Color = "#000000", CreatorUserId = 1, ProductivityScore = 0,
                });
                throw DomainException.Invalid("title", "refused");
            })).ToList();
        for (var i = 0; i < writes.Count; i++)
        {
            if (i % 2 == 0)
            {
                await writes[i];
            }
            else
            {
                await Assert.ThrowsAsync<DomainException>(() => writes[i]);
            }
        }

        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        Assert.Equal(0, view.Picture.Projects.Count);
        Assert.Equal(10, view.Picture.UserTallies[1].Count);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task An_update_that_changes_nothing_writes_nothing()
    {
        var log = await StartAsync();
        var entry = await LogWorld.CreateAsync(log, 1, 0);
        var same = await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction => UpdateEntry.RunAsync(
            transaction, new UpdateEntry.Command { Id = entry.Id, Changes = new EntryChanges() }));
        Assert.Equal(1, same.Version);
        Assert.Equal(entry.Id, (await log.OpenAsync(LogWorld.WorkspaceId)).Picture.Sequence);
    }

    private sealed class CommitCounter(ITableStore inner) : ITableStore
    {
        private int _commits;

        public int Commits
        {
            get => _commits;
            set => _commits = value;
        }

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
            inner.QueryAsync(range, cancellation);

        public async Task<IReadOnlyList<string?>> CommitAsync(
            IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            Interlocked.Increment(ref _commits);
            await Task.Delay(1, cancellation);
            return await inner.CommitAsync(batch, cancellation);
        }
    }
}

public sealed class MemoryLogRaceTests : LogRaceSuite<MemoryBackend>;

public sealed class SqliteLogRaceTests : LogRaceSuite<SqliteBackend>;

public sealed class AzuriteLogRaceTests : LogRaceSuite<AzuriteBackend>
{
    // The emulator answers some 600 requests a second: a fifth of the work.
    protected override int Scale => 20;
}
