using Polychron.Scale.Service;
using Polychron.Scale.Time;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.Tests;

/// <summary>That a service that is asked for more than it gives, gives what its limits say.</summary>
public sealed class SaturationTests
{
    private const int Seconds = 20;

    private static readonly ServiceLimits Limits = new();

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    public void A_partition_takes_its_entities_a_second_in_batches_of_any_size(int rows)
    {
        var (done, count) = Load(clients: 400, (account, count, client) =>
        {
            var store = new SimulatedTableStore(account, count);
            return () => store.CommitAsync(
                [.. Enumerable.Range(0, rows).Select(row => new RowWrite(RowAction.Upsert, "table", "p", $"{client}-{row}", new byte[100]))]);
        });

        // What the full bucket held at first, and its rate.
        var expected = Limits.PartitionEntities * (Seconds + Limits.BurstSeconds) / rows;
        Assert.InRange(done, 0.93 * expected, 1.02 * expected);
        Assert.True(count.Throttled > 0);
    }

    [Fact]
    public void An_account_takes_its_entities_a_second_of_many_partitions()
    {
        var (done, _) = Load(clients: 2_000, (account, count, client) =>
        {
            var store = new SimulatedTableStore(account, count);
            return () => store.CommitAsync(
                [.. Enumerable.Range(0, 10).Select(row => new RowWrite(RowAction.Upsert, "table", $"p{client}", $"{row}", new byte[100]))]);
        });

        var expected = Limits.AccountEntities * (Seconds + Limits.BurstSeconds) / 10;
        Assert.InRange(done, 0.93 * expected, 1.02 * expected);
    }

    [Fact]
    public void A_queue_takes_its_messages_a_second()
    {
        var (done, _) = Load(clients: 400, (account, count, _) =>
        {
            IQueueStore queues = new SimulatedQueueStore(account, count);
            return () => queues.EnqueueAsync("queue", "body");
        });

        var expected = Limits.QueueMessages * (Seconds + Limits.BurstSeconds);
        Assert.InRange(done, 0.93 * expected, 1.02 * expected);
    }

    [Fact]
    public void A_request_that_is_refused_at_every_try_is_given_up_after_the_products_retries()
    {
        var (done, count) = Load(clients: 1, (account, count, _) =>
        {
            var store = new SimulatedTableStore(account, count);
            return async () =>
            {
                // In debt for an hour.
                account.Whole.Take(Limits.AccountEntities * 3_600);
                await store.GetAsync("table", "p", "row");
            };
        });
        Assert.Equal(0, done);
        Assert.True(count.GivenUp > 0);
        Assert.Equal((RetryRules.MaxRetries + 1) * count.GivenUp, count.Throttled - (count.Throttled % (RetryRules.MaxRetries + 1)));
    }

    /// <summary>Lets clients repeat a request for a while. Returns how many were answered.</summary>
    private static (int Done, OperationCount Count) Load(
        int clients, Func<SimulatedAccount, OperationCount, int, Func<Task>> request)
    {
        var done = 0;
        var count = new OperationCount();

        // A thread without a synchronization context, on which continuations run on the spot.
        var thread = new Thread(() =>
        {
            var time = new VirtualTime(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));
            var account = new SimulatedAccount(time, Limits, new LatencyModel(), seed: 1, new TableData());
            var until = time.Now + (Seconds * TimeSpan.TicksPerSecond);
            for (var client = 0; client < clients; client++)
            {
                _ = RepeatAsync(request(account, count, client));
            }

            while (time.FireNext(until))
            {
                // The next one.
            }
        });
        thread.Start();
        thread.Join();
        return (done, count);

        async Task RepeatAsync(Func<Task> ask)
        {
            while (true)
            {
                try
                {
                    await ask().ConfigureAwait(false);
                    done++;
                }
                catch (StorageUnavailableException)
                {
                    // Asked again.
                }
            }
        }
    }
}
