using Polychron.Domain.Entries;
using Polychron.Testing.Storage;
using Polychron.UseCases;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Logs;

/// <summary>The log as a list that leads from each version of an entity to the one before.</summary>
public sealed class RecordChainTests
{
    [Fact]
    public async Task Every_image_names_the_record_that_made_it()
    {
        var store = new InMemoryTableStore();
        var log = LogWorld.Instance(store);
        await LogWorld.SeedAsync(log);
        var entries = new List<Entry>();
        for (var i = 0; i < 30; i++)
        {
            entries.Add(await LogWorld.CreateAsync(log, 1 + (i % 3), i * 10));
        }

        foreach (var title in new[] { "once", "twice" })
        {
            await log.WriteAsync(LogWorld.WorkspaceId, LogWorld.Owner, transaction => UpdateEntries.RunAsync(
                transaction,
                new UpdateEntries.Command
                {
                    Ids = [.. entries.Select(entry => entry.Id)],
                    Changes = new EntryChanges { Title = Change<string?>.To(title) },
                    AllowOtherUsers = true,
                }));
        }

        await log.WriteAsync(LogWorld.WorkspaceId, LogWorld.Owner, async transaction =>
        {
            await DeleteEntry.OfAnyUserAsync(transaction, entries[0].Id);
            return true;
        });
        var records = await log.ReadLogAsync(LogWorld.WorkspaceId, 0, int.MaxValue);
        var bySequence = records.ToDictionary(record => record.Sequence);
        foreach (var record in records)
        {
            Assert.Equal(record.After is null ? 0 : record.Sequence, record.After?.Sequence ?? 0);
            if (record.Before is { } before)
            {
                var made = bySequence[before.Sequence].After!;
                Assert.Equal((before.Kind, before.Id, before.Version), (made.Kind, made.Id, made.Version));
                Assert.Equal(record.After?.Version ?? before.Version + 1, before.Version + 1);
            }
        }

        // So do the rows and the pictures that another instance reads.
        var view = await LogWorld.Instance(store).OpenAsync(LogWorld.WorkspaceId);
        Assert.All(view.Picture.Members.Values, member => Assert.Equal(member.Id, bySequence[member.Sequence].After!.Id));
        foreach (var entry in entries.Skip(1))
        {
            var found = (await view.FindEntryAsync(entry.Id))!;
            Assert.Equal(3, found.Version);
            Assert.Equal("twice", ((Entry)bySequence[found.Sequence].After!).Title);
        }
    }

    [Fact]
    public async Task A_record_in_the_middle_of_the_log_is_read_as_one_row()
    {
        var store = new RowCountingStore(new InMemoryTableStore());
        var log = LogWorld.Instance(store);
        await LogWorld.SeedAsync(log);
        var entry = await LogWorld.CreateAsync(log, 1, 0);
        for (var i = 1; i < 50; i++)
        {
            await LogWorld.CreateAsync(log, 1, i * 10);
        }

        store.Rows = 0;
        var found = await log.ReadLogAsync(LogWorld.WorkspaceId, entry.Sequence - 1, 1);
        Assert.Equal(entry.Sequence, found[0].Sequence);
        Assert.Equal(1, store.Rows);
    }

    private sealed class RowCountingStore(ITableStore inner) : ITableStore
    {
        public int Rows { get; set; }

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
            inner.GetAsync(table, partition, row, cancellation);

        public async Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
        {
            var page = await inner.QueryAsync(range, cancellation);
            Rows += page.Rows.Count;
            return page;
        }

        public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
            inner.CommitAsync(batch, cancellation);
    }
}
