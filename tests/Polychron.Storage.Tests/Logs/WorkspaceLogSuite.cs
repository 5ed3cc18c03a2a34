using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.Storage.Log;
using Polychron.Storage.Tests.Backends;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Timers;

namespace Polychron.Storage.Tests.Logs;

/// <summary>What a workspace's log promises, on any table store. Several instances of the product share the store.</summary>
public abstract class WorkspaceLogSuite<TBackend> : IAsyncLifetime
    where TBackend : IStorageBackend, new()
{
    private readonly TBackend _backend = new();
    private ITableStore? _store;

    /// <summary>How much of the long runs to do: a slow store does a part, and says so by its number.</summary>
    protected virtual int Scale => 100;

    private ITableStore Store => _store!;

    /// <summary>Nothing: a skip thrown here would count as a failure, so each test opens the store itself.</summary>
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _backend.DisposeAsync().AsTask();

    private async Task OpenAsync()
    {
        await _backend.OpenAsync();
        _store = new PrefixedTableStore(_backend.Tables, $"{Guid.NewGuid():N}-");
    }

    [SkippableFact]
    public async Task Ids_are_the_sequence_numbers_of_their_creation()
    {
        var log = await StartAsync();
        var first = await LogWorld.CreateAsync(log, 1, 0);
        var second = await LogWorld.CreateAsync(log, 2, 0);
        var records = await log.ReadLogAsync(LogWorld.WorkspaceId, 0, int.MaxValue);
        Assert.Equal(first.Id, records.Single(record => record.After is Entry entry && entry.Id == first.Id).Sequence);
        Assert.Equal(first.Id + 1, second.Id);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Entries_that_are_loaded_ahead_are_found_as_the_transaction_sees_them()
    {
        var log = await StartAsync();
        var made = new List<Entry>();
        for (var i = 0; i < 4; i++)
        {
            made.Add(await LogWorld.CreateAsync(log, 1, i * 10));
        }

        // Far from those, so that they are not read in one range.
        await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            var entry = made[3];
            for (var i = 0; i < 600; i++)
            {
                entry = transaction.Update(entry, entry with { Title = $"{i}" });
            }

            made[3] = entry;
            return ValueTask.FromResult(true);
        });
        made.Add(await LogWorld.CreateAsync(log, 2, 500));
        var never = made[^1].Id + 1_000;
        await log.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
        {
            transaction.Delete(made[0]);
            var changed = transaction.Update(made[1], made[1] with { Title = "changed" });
            await transaction.LoadEntriesAsync([.. made.Select(entry => entry.Id), never, 0, -1, long.MaxValue, 2]);
            Assert.Null(await transaction.FindEntryAsync(made[0].Id));
            Assert.Equal(changed, await transaction.FindEntryAsync(made[1].Id));
            Assert.Equal(made[2], await transaction.FindEntryAsync(made[2].Id));
            Assert.Equal(made[3], await transaction.FindEntryAsync(made[3].Id));
            Assert.Equal(made[4], await transaction.FindEntryAsync(made[4].Id));
            foreach (var id in new[] { never, 0, -1, long.MaxValue, 2 })
            {
                Assert.Null(await transaction.FindEntryAsync(id));
            }

            var loaded = transaction.Update(made[2], made[2] with { Title = "after it was loaded" });
            Assert.Equal(loaded, await transaction.FindEntryAsync(made[2].Id));
            return true;
        });
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task What_one_instance_writes_the_next_read_of_another_sees()
    {
        var here = await StartAsync();
        var there = LogWorld.Instance(Store);
        for (var i = 0; i < 5; i++)
        {
            var created = await LogWorld.CreateAsync(here, 1, i * 10);
            var view = await there.OpenAsync(LogWorld.WorkspaceId);
            Assert.Equal(created.Id, view.Picture.Sequence);
            Assert.Equal(i + 1, view.Picture.UserTallies[1].Count);
            await LogWorld.CreateAsync(there, 2, i * 10);
        }

        await LogWorld.CheckAsync(Store);
    }

    [SkippableTheory]
    [InlineData(-1)]
    [InlineData(10_000_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task A_number_that_no_id_has_has_no_entries(long number)
    {
        var view = await (await StartAsync()).OpenAsync(LogWorld.WorkspaceId);
        foreach (var index in new[] { EntryIndex.User, EntryIndex.Project })
        {
            Assert.Empty(await LogWorld.AllAsync(view, new EntryScan(index, number)));
            Assert.Equal(0, await view.CountEntriesAsync(new EntryScan(index, number)));
        }
    }

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

    [SkippableFact]
    public async Task A_write_of_many_rows_is_one_write()
    {
        var log = await StartAsync();
        var root = await CreateTreeAsync(log, 300);
        await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            DeleteProject.Run(transaction, root.Id);
            return ValueTask.FromResult(true);
        });
        Assert.Equal(0, (await log.OpenAsync(LogWorld.WorkspaceId)).Picture.Projects.Count);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Replacing_many_entries_is_one_write()
    {
        var log = await StartAsync();
        for (var i = 0; i < 40; i++)
        {
            await LogWorld.CreateAsync(log, 1, i * 15);
        }

        await log.WriteAsync(LogWorld.WorkspaceId, 1, transaction => CreateEntry.RunAsync(transaction, new CreateEntry.Command
        {
            Start = LogWorld.Start + Duration.FromMinutes(5),
            End = LogWorld.Start + Duration.FromMinutes(39 * 15 + 5),
            ReplaceExisting = true,
        }));
        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        var entries = await LogWorld.AllAsync(view, new EntryScan(EntryIndex.User, 1));
        Assert.Equal([300L, (39 * 15) * 60, 300L], entries.OrderBy(entry => entry.Start).Select(entry => entry.DurationSeconds));
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task A_reply_is_stored_with_its_write_and_expires()
    {
        await OpenAsync();
        var time = new ManualTime();
        var log = LogWorld.Instance(Store, time);
        await LogWorld.SeedAsync(log);
        var key = new ReplyKey(1, "a key / with \\ anything # in it ? ✓");
        await log.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
        {
            var entry = await CreateEntry.RunAsync(
                transaction, new CreateEntry.Command { Start = LogWorld.Start, End = LogWorld.Start });
            transaction.StoreReply(key, new StoredReply("print", 201, "\"e\"", "{}"u8.ToArray()));
            return entry;
        });

        var found = await FindReplyAsync(log, key);
        Assert.Equal(("print", 201, "\"e\""), (found!.Fingerprint, found.Status, found.ETag));
        Assert.Equal("{}"u8.ToArray(), found.Body.ToArray());
        Assert.Null(await FindReplyAsync(log, key with { UserId = 2 }));
        Assert.Equal(0, await log.PurgeRepliesAsync(LogWorld.WorkspaceId));
        time.Advance(TimeSpan.FromHours(24));
        Assert.Null(await FindReplyAsync(log, key));
        Assert.Equal(1, await log.PurgeRepliesAsync(LogWorld.WorkspaceId));
    }

    [SkippableFact]
    public async Task A_workspace_that_was_never_made_is_empty()
    {
        await OpenAsync();
        var log = LogWorld.Instance(Store);
        foreach (var id in new[] { 0, -1, 12345, long.MaxValue })
        {
            var view = await log.OpenAsync(id);
            Assert.Null(view.Picture.Workspace);
            Assert.Null(await view.FindEntryAsync(1));
            Assert.Null(await view.FindEntryAsync(long.MaxValue));
        }
    }

    /// <summary>A tree of projects with the root first.</summary>
    private static Task<Project> CreateTreeAsync(IWorkspaceLog log, int children) =>
        log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            var random = new SystemRandomSource();
            var root = CreateProject.Run(transaction, random, new CreateProject.Command { Title = "root" });
            for (var i = 0; i < children; i++)
            {
                CreateProject.Run(transaction, random, new CreateProject.Command
                {
                    Title = $"child {i}",
                    Parent = ProjectReference.ById(root.Id),
                    Notes = new string('n', 200),
                });
            }

            return ValueTask.FromResult(root);
        });

    private async Task<WorkspaceLog> StartAsync()
    {
        await OpenAsync();
        var log = LogWorld.Instance(Store);
        await LogWorld.SeedAsync(log);
        return log;
    }

    [SkippableFact]
    public async Task Of_two_writes_with_one_key_that_share_a_commit_one_is_made()
    {
        var log = await StartAsync();
        var key = new ReplyKey(1, "twice");
        var gate = new TaskCompletionSource();
        var first = log.WriteAsync(LogWorld.WorkspaceId, 2, async _ =>
        {
            await gate.Task;
            return true;
        });
        var twins = Enumerable.Range(0, 2).Select(i => log.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
        {
            if (await transaction.FindReplyAsync(key) is { } stored)
            {
                return stored;
            }

            var entry = await CreateEntry.RunAsync(
                transaction, new CreateEntry.Command { Start = LogWorld.Start, End = LogWorld.Start + Duration.FromMinutes(1) });
            var reply = new StoredReply("print", 201, null, new[] { (byte)entry.Id });
            transaction.StoreReply(key, reply);
            return reply;
        })).ToArray();
        gate.SetResult();
        await first;
        var replies = await Task.WhenAll(twins);
        Assert.Equal(replies[0].Body.ToArray(), replies[1].Body.ToArray());
        var view = await log.OpenAsync(LogWorld.WorkspaceId);
        Assert.Equal(1, await view.CountEntriesAsync(new EntryScan(EntryIndex.Everyone)));
    }

    [SkippableFact]
    public async Task Imported_rows_are_noted_with_their_write_and_read_from_where_a_reader_stands()
    {
        var here = await StartAsync();
        var there = LogWorld.Instance(Store);
        Assert.True(await NoteAsync(here, 0, 1, UInt128.MaxValue));
        var first = (await there.OpenAsync(LogWorld.WorkspaceId)).Picture.Sequence;
        Assert.True(await NoteAsync(there, 1, 2));

        var view = await here.OpenAsync(LogWorld.WorkspaceId);
        Assert.Equal(
            [(first, "1 340282366920938463463374607431768211455"), (first + 1, "2")],
            await view.ReadImportedAsync(0).Select(noted => (noted.Sequence, string.Join(' ', noted.Ids))).ToListAsync());
        Assert.Equal([first + 1], await view.ReadImportedAsync(first).Select(noted => noted.Sequence).ToListAsync());
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Of_writes_that_note_the_same_row_at_the_same_time_on_several_instances_one_does()
    {
        var instances = new[] { await StartAsync(), LogWorld.Instance(Store) };

        // Those of one instance share commits: they see what the others in it have noted.
        var noted = await Task.WhenAll(Enumerable.Range(0, Scale).Select(i => NoteAsync(instances[i % 2], i, (UInt128)(i / 4))));

        Assert.Equal(Scale / 4, noted.Count(isNew => isNew));
        Assert.Equal(Scale / 4, (await instances[0].OpenAsync(LogWorld.WorkspaceId)).Picture.UserTallies[1].Count);
        await LogWorld.CheckAsync(Store);
    }

    [SkippableFact]
    public async Task Rows_are_noted_once_in_a_write_and_only_with_a_change()
    {
        var log = await StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => log.WriteAsync(LogWorld.WorkspaceId, 1, transaction =>
        {
            transaction.NoteImported([1]);
            return ValueTask.FromResult(true);
        }));
        Assert.Empty(await (await log.OpenAsync(LogWorld.WorkspaceId)).ReadImportedAsync(0).ToListAsync());
    }

    /// <summary>Notes ids beside an entry, unless the first of them is noted already. Returns whether it did.</summary>
    private static Task<bool> NoteAsync(WorkspaceLog log, int minute, params UInt128[] ids) => log.WriteAsync(LogWorld.WorkspaceId, 1, async transaction =>
    {
        await foreach (var known in transaction.ReadImportedAsync(0))
        {
            if (known.Ids.Contains(ids[0]))
            {
                return false;
            }
        }

        await CreateEntry.RunAsync(transaction, new CreateEntry.Command
        {
            Start = LogWorld.Start + Duration.FromMinutes(minute),
            End = LogWorld.Start + Duration.FromMinutes(minute + 10),
        });
        transaction.NoteImported(ids);
        return true;
    });

    private static Task<StoredReply?> FindReplyAsync(WorkspaceLog log, ReplyKey key) => log.WriteAsync(
        LogWorld.WorkspaceId, key.UserId, transaction => transaction.FindReplyAsync(key));

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

public sealed class MemoryWorkspaceLogTests : WorkspaceLogSuite<MemoryBackend>;

public sealed class SqliteWorkspaceLogTests : WorkspaceLogSuite<SqliteBackend>;

public sealed class AzuriteWorkspaceLogTests : WorkspaceLogSuite<AzuriteBackend>
{
    // The emulator answers some 600 requests a second: a fifth of the work.
    protected override int Scale => 20;
}
