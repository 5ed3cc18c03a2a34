using System.Diagnostics.Metrics;
using Polychron.Storage.Diagnostics;
using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Diagnostics;

public sealed class CountingTableStoreTests
{
    [Fact]
    public async Task It_counts_operations_and_rows_by_kind_while_somebody_listens()
    {
        var store = new CountingTableStore(new InMemoryTableStore());
        var counts = new Dictionary<string, long>();
        using (var listener = Listen(counts))
        {
            await store.CommitAsync([new(RowAction.Insert, "rows", "p", "a"), new(RowAction.Insert, "rows", "p", "b")]);
            await Assert.ThrowsAsync<RowConflictException>(() => store.CommitAsync([new(RowAction.Insert, "rows", "p", "a")]));
            Assert.NotNull(await store.GetAsync("rows", "p", "a"));
            Assert.Null(await store.GetAsync("rows", "p", "z"));
            Assert.Equal(2, (await store.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Count);
        }

        await store.GetAsync("rows", "p", "a");
        Assert.Equal(2, counts[StorageMeter.Operations + " commit"]);
        Assert.Equal(2, counts[StorageMeter.Operations + " get"]);
        Assert.Equal(1, counts[StorageMeter.Operations + " query"]);
        Assert.Equal(2, counts[StorageMeter.Rows + " commit"]);
        Assert.Equal(1, counts[StorageMeter.Rows + " get"]);
        Assert.Equal(2, counts[StorageMeter.Rows + " query"]);
    }

    // The meter is one for the process; other tests' stores do not count on it, for nothing but the host adds the counting.
    private static MeterListener Listen(Dictionary<string, long> counts)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, me) =>
            {
                if (instrument.Meter.Name == StorageMeter.Name)
                {
                    me.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counts)
            {
                var key = $"{instrument.Name} {tags[0].Value}";
                counts[key] = counts.GetValueOrDefault(key) + value;
            }
        });
        listener.Start();
        return listener;
    }
}
