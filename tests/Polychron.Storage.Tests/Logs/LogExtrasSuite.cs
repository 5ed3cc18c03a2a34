using NodaTime;
using Polychron.Storage.Log;
using Polychron.Storage.Tests.Backends;
using Polychron.Testing;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Tests.Logs;

/// <summary>What is stored with a write beside its changes: replies, and ids of imported rows.</summary>
public abstract class LogExtrasSuite<TBackend> : LogSuite<TBackend>
    where TBackend : IStorageBackend, new()
{
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
}

public sealed class MemoryLogExtrasTests : LogExtrasSuite<MemoryBackend>;

public sealed class SqliteLogExtrasTests : LogExtrasSuite<SqliteBackend>;

public sealed class AzuriteLogExtrasTests : LogExtrasSuite<AzuriteBackend>
{
    // The emulator answers some 600 requests a second: a fifth of the work.
    protected override int Scale => 20;
}
