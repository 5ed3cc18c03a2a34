using Polychron.Domain.Entries;
using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Storage.Tests.Logs;

/// <summary>What the log and its views say: ids, entries, sums.</summary>
public abstract class LogReadingSuite<TBackend> : LogSuite<TBackend>
    where TBackend : IStorageBackend, new()
{
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
}

public sealed class MemoryLogReadingTests : LogReadingSuite<MemoryBackend>;

public sealed class SqliteLogReadingTests : LogReadingSuite<SqliteBackend>;

public sealed class AzuriteLogReadingTests : LogReadingSuite<AzuriteBackend>;
