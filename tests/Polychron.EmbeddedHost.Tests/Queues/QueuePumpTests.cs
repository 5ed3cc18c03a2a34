using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Tests.Support;

namespace Polychron.EmbeddedHost.Tests.Queues;

public sealed class QueuePumpTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task A_message_is_given_to_the_function_and_deleted()
    {
        await using var rig = await QueueRig.Start();
        await rig.AppStore.EnqueueAsync("work", "hello ü");

        await Eventually.Holds(() => rig.Store.Bodies("work").Count == 0, "the message is deleted");
        Assert.Equal(["hello ü"], rig.Probe.Finished);
    }

    [Fact]
    public async Task What_this_process_adds_is_worked_on_without_waiting_for_a_poll()
    {
        await using var rig = await QueueRig.Start();
        await rig.Time.AdvanceBy(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(1));
        await rig.Idle();

        await rig.AppStore.EnqueueAsync("work", "now");
        await Eventually.Holds(() => rig.Probe.Finished.Count == 1, "the function ran although no time has passed");
        await rig.Idle();

        await rig.AppStore.EnqueueAsync("work", "later", TimeSpan.FromSeconds(3));
        var due = rig.Time.GetUtcNow() + TimeSpan.FromSeconds(3);
        await rig.Time.AdvanceUntil(() => rig.Probe.Calls.Count == 2, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(5));
        Assert.InRange(rig.Probe.Calls.Last().At, due, due + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task What_another_process_adds_is_found_by_polling()
    {
        await using var rig = await QueueRig.Start("""{"maxPollingInterval":"00:00:02"}""");
        await rig.Time.AdvanceBy(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(500));
        await rig.Store.EnqueueAsync("work", "from afar");

        await rig.Time.AdvanceUntil(() => rig.Probe.Finished.Count == 1, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2.2));
    }

    [Fact]
    public async Task An_empty_queue_is_looked_at_less_and_less_often_and_a_message_begins_anew()
    {
        await using var rig = await QueueRig.Start("""{"maxPollingInterval":"00:00:02"}""");
        await rig.Idle();
        await StepThrough(rig, TimeSpan.FromSeconds(10));
        Assert.Equal([100, 200, 400, 800, 1600, 2000, 2000, 2000], Pauses(rig));

        await rig.Store.EnqueueAsync("work", "message");
        await rig.Time.AdvanceUntil(() => rig.Probe.Finished.Count == 1, Step, TimeSpan.FromSeconds(3));
        await Eventually.Holds(() => rig.Store.Bodies("work").Count == 0, "the message is deleted");
        await rig.Idle();
        rig.Store.ReceivedAt.Clear();
        await StepThrough(rig, TimeSpan.FromSeconds(2));
        Assert.Equal([200, 400, 800], Pauses(rig));
    }

    [Fact]
    public async Task Messages_of_a_batch_are_worked_on_at_the_same_time()
    {
        using var all = new CountdownEvent(8);
        await using var rig = await QueueRig.Start("""{"batchSize":8}""", (store, probe) => probe.Behaviour = async (_, cancellation) =>
        {
            all.Signal();
            await Task.Run(() => Assert.True(all.Wait(10_000, cancellation), "all eight run together"), cancellation);
        });
        for (var i = 0; i < 8; i++)
        {
            await rig.Store.EnqueueAsync("work", $"m{i}");
        }

        await rig.Time.AdvanceUntil(() => rig.Probe.Finished.Count == 8, Step, TimeSpan.FromSeconds(1));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"m{i}"), rig.Probe.Finished.Order());
    }

    [Fact]
    public async Task No_more_than_a_batch_and_the_threshold_are_worked_on_at_once()
    {
        var gate = new TaskCompletionSource();
        var atOnce = 0;
        var most = 0;
        await using var rig = await QueueRig.Start("""{"batchSize":4,"newBatchThreshold":2}""", (store, probe) => probe.Behaviour = async (body, _) =>
        {
            var now = Interlocked.Increment(ref atOnce);
            lock (gate)
            {
                most = Math.Max(most, now);
            }

            // The first two of the first batch end at once: with two left the next batch may come.
            await (body is "m00" or "m01" ? Task.CompletedTask : gate.Task);
            Interlocked.Decrement(ref atOnce);
        });

        // Seen all at once: one that comes alone is a batch of its own, and three such stand in the way of a full one.
        for (var i = 0; i < 20; i++)
        {
            await rig.AppStore.EnqueueAsync("work", $"m{i:00}", TimeSpan.FromMinutes(1));
        }

        await rig.Time.AdvanceUntil(() => rig.Probe.Calls.Count >= 6, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
        await Task.Delay(50);
        Assert.InRange(rig.Probe.Calls.Count, 6, 8);
        Assert.InRange(most, 4, 6);
        gate.SetResult();
        await Eventually.Holds(() => rig.Probe.Finished.Count == 20, "all are done");
    }

    [Fact]
    public async Task A_failed_message_is_tried_again_after_the_visibility_timeout_and_set_aside_after_the_fifth_try()
    {
        await using var rig = await QueueRig.Start(
            """{"visibilityTimeout":"00:00:30"}""", (_, probe) => probe.Behaviour = (_, _) => throw new InvalidOperationException("always"), typeof(QueueFunctions), typeof(PoisonFunctions));
        await rig.AppStore.EnqueueAsync("work", "bad");
        await rig.Time.AdvanceUntil(() => !rig.Probe.PoisonCalls.IsEmpty, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(3));

        Assert.Equal(["bad"], rig.Probe.PoisonCalls.Select(call => call.Body));
        Assert.Equal(5, rig.Probe.Calls.Count);
        var times = rig.Probe.Calls.Select(call => call.At).ToArray();
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35)));

        // Right after the fifth failure, not when it would be seen for the sixth time.
        Assert.InRange(rig.Probe.PoisonCalls.Single().At - times[4], TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await Eventually.Holds(() => rig.Store.Bodies("work").Count == 0, "the original is deleted");
        Assert.Equal(5, rig.App.Log.Of("Polychron.Functions").Count(entry => entry.Level == LogLevel.Error && entry.Error!.Message == "always"));
        Assert.Single(rig.App.Log.Of("Polychron.Queues"), entry => entry.Level == LogLevel.Error);
        Assert.DoesNotContain(rig.App.Log.Entries, entry => entry.Text.Contains("bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_default_a_failed_message_is_tried_again_at_once()
    {
        await using var rig = await QueueRig.Start("{}", (_, probe) => probe.Behaviour = (_, _) =>
            probe.Calls.Count < 3 ? throw new InvalidOperationException("twice") : Task.CompletedTask);
        await rig.AppStore.EnqueueAsync("work", "third time lucky");

        await Eventually.Holds(() => rig.Store.Bodies("work").Count == 0, "the message is deleted, no time having passed");
        Assert.Equal(3, rig.Probe.Calls.Count);
        Assert.Empty(rig.Store.Bodies("work-poison"));
    }

    [Fact]
    public async Task Killed_between_the_copy_and_the_deletion_a_poison_message_is_doubled_and_not_lost()
    {
        var killed = false;
        await using var rig = await QueueRig.Start(
            """{"maxDequeueCount":2,"visibilityTimeout":"00:00:01"}""",
            (store, probe) =>
            {
                probe.Behaviour = (_, _) => throw new InvalidOperationException("always");
                store.Before = (operation, queue) =>
                {
                    if (operation == "delete" && queue == "work" && !killed)
                    {
                        killed = true;
                        Assert.Equal(["bad"], store.Bodies("work-poison"));
                        throw new IOException("killed here");
                    }
                };
            });
        await rig.AppStore.EnqueueAsync("work", "bad");
        await rig.Time.AdvanceUntil(() => killed && rig.Store.Bodies("work").Count == 0, TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(3));

        // The second time it was set aside without a run: its tries were used up.
        Assert.Equal(2, rig.Probe.Calls.Count);
        Assert.Equal(["bad", "bad"], rig.Store.Bodies("work-poison"));
    }

    [Fact]
    public async Task A_message_whose_worker_was_killed_in_its_last_try_is_set_aside_unrun()
    {
        await using var rig = await QueueRig.Start("""{"maxDequeueCount":2}""", (store, _) =>
        {
            store.EnqueueAsync("work", "deadly").GetAwaiter().GetResult();
            for (var i = 0; i < 2; i++)
            {
                var held = store.ReceiveAsync("work", 1, TimeSpan.FromSeconds(1)).GetAwaiter().GetResult()[0];
                store.ChangeVisibilityAsync("work", held, TimeSpan.Zero).GetAwaiter().GetResult();
            }
        });

        await Eventually.Holds(() => rig.Store.Bodies("work-poison").Count == 1 && rig.Store.Bodies("work").Count == 0, "it is set aside");
        Assert.Empty(rig.Probe.Calls);
    }

    [Fact]
    public async Task A_message_stays_invisible_as_long_as_it_is_worked_on_and_is_deleted_with_the_newest_receipt()
    {
        var gate = new TaskCompletionSource();
        await using var rig = await QueueRig.Start("{}", (_, probe) => probe.Behaviour = (_, _) => gate.Task);
        await rig.AppStore.EnqueueAsync("work", "long");
        await Eventually.Holds(() => rig.Probe.Calls.Count == 1, "it is begun");
        await rig.Time.AdvanceBy(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5));

        Assert.Empty(await rig.Store.PeekAsync("work", 1));
        Assert.Single(rig.Probe.Calls);
        gate.SetResult();
        await Eventually.Holds(() => rig.Store.Bodies("work").Count == 0, "it is deleted");
    }

    [Fact]
    public async Task A_renewal_that_fails_is_tried_again_in_time()
    {
        var gate = new TaskCompletionSource();
        var failures = 3;
        await using var rig = await QueueRig.Start("{}", (store, probe) =>
        {
            probe.Behaviour = (_, _) => gate.Task;
            store.Before = (operation, _) =>
            {
                if (operation == "hide" && failures-- > 0)
                {
                    throw new IOException("busy");
                }
            };
        });
        await rig.AppStore.EnqueueAsync("work", "long");
        await Eventually.Holds(() => rig.Probe.Calls.Count == 1, "it is begun");
        await rig.Time.AdvanceBy(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(1));

        Assert.Single(rig.Probe.Calls);
        gate.SetResult();
        await Eventually.Holds(() => rig.Store.Bodies("work").Count == 0, "it is deleted");
        Assert.Equal(3, rig.App.Log.Of("Polychron.Queues").Count(entry => entry.Level == LogLevel.Warning));
    }

    [Fact]
    public async Task A_store_that_fails_is_asked_again()
    {
        var failures = 4;
        await using var rig = await QueueRig.Start("{}", (store, _) => store.Before = (operation, _) =>
        {
            if (operation == "receive" && failures-- > 0)
            {
                throw new IOException("busy");
            }
        });
        await rig.Store.EnqueueAsync("work", "patient");
        await rig.Time.AdvanceUntil(() => rig.Probe.Finished.Count == 1, Step, TimeSpan.FromSeconds(3));

        Assert.Equal(4, rig.App.Log.Of("Polychron.Queues").Count(entry => entry.Level == LogLevel.Warning));
    }

    private static async Task StepThrough(QueueRig rig, TimeSpan by)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += Step)
        {
            rig.Time.Advance(Step);
            await rig.Idle();
        }
    }

    private static IEnumerable<double> Pauses(QueueRig rig)
    {
        var times = rig.Store.ReceivedAt.Select(receive => receive.At).ToArray();
        return times.Zip(times.Skip(1), (first, second) => (second - first).TotalMilliseconds);
    }
}
