using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Storage.Tests.Contract;

/// <summary>What the queue port promises. Spans of time are as short as a service in whole seconds lets them be.</summary>
public abstract class QueueContract<TBackend> : StorageContract<TBackend>
    where TBackend : IStorageBackend, new()
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [SkippableFact]
    public async Task A_message_is_received_as_it_was_sent_and_gone_once_deleted()
    {
        const string Body = "Привет, 😀 \"<&>\" \0 \r\n end";
        await Queues.EnqueueAsync(Queue, Body);
        var message = await ReceiveOneAsync(Minute);
        Assert.Equal(Body, message.Body);
        Assert.Equal(1, message.DequeueCount);
        Assert.NotEqual("", message.PopReceipt);
        Assert.Equal(TimeSpan.Zero, message.InsertedAt.Offset);
        Assert.NotEqual(default, message.InsertedAt);
        Assert.True(await Queues.DeleteAsync(Queue, message));
        Assert.Equal(0, await Queues.CountAsync(Queue));
        Assert.False(await Queues.DeleteAsync(Queue, message));
    }

    [SkippableFact]
    public async Task A_queue_that_nobody_wrote_to_is_empty()
    {
        Assert.Empty(await Queues.ReceiveAsync(Queue, 32, Minute));
        Assert.Empty(await Queues.PeekAsync(Queue, 32));
        Assert.Equal(0, await Queues.CountAsync(Queue));
        var nobodys = new QueueMessage("1", "1", "", 1, DateTimeOffset.UnixEpoch);
        Assert.False(await Queues.DeleteAsync(Queue, nobodys));
        Assert.Null(await Queues.ChangeVisibilityAsync(Queue, nobodys, Minute));
    }

    [SkippableFact]
    public async Task A_received_message_is_hidden_and_comes_again_with_a_higher_count_while_the_old_receipt_is_worth_nothing()
    {
        await Queues.EnqueueAsync(Queue, "body");
        var first = await ReceiveOneAsync(Backend.ShortWait);
        Assert.Empty(await Queues.ReceiveAsync(Queue, 32, Second));
        Assert.Empty(await Queues.PeekAsync(Queue, 32));
        Assert.Equal(1, await Queues.CountAsync(Queue));

        await Backend.PassAsync(Backend.ShortWait);
        var second = await ReceiveOneAsync(Minute);
        Assert.Equal((first.Id, first.Body, first.InsertedAt), (second.Id, second.Body, second.InsertedAt));
        Assert.Equal(2, second.DequeueCount);
        Assert.NotEqual(first.PopReceipt, second.PopReceipt);

        Assert.False(await Queues.DeleteAsync(Queue, first));
        Assert.Null(await Queues.ChangeVisibilityAsync(Queue, first, TimeSpan.Zero));
        Assert.Equal(1, await Queues.CountAsync(Queue));
        Assert.True(await Queues.DeleteAsync(Queue, second));
    }

    [SkippableFact]
    public async Task A_message_whose_time_ran_out_can_still_be_deleted_while_nobody_else_has_it()
    {
        await Queues.EnqueueAsync(Queue, "body");
        var message = await ReceiveOneAsync(Backend.ShortWait);
        await Backend.PassAsync(Backend.ShortWait);
        Assert.True(await Queues.DeleteAsync(Queue, message));
        Assert.Empty(await Queues.ReceiveAsync(Queue, 32, Second));
    }

    [SkippableFact]
    public async Task A_delayed_message_is_counted_but_not_seen_before_its_time()
    {
        await Queues.EnqueueAsync(Queue, "later", Backend.ShortWait);
        await Queues.EnqueueAsync(Queue, "in a week", QueueLimits.MaxVisibility);
        Assert.Empty(await Queues.PeekAsync(Queue, 32));
        Assert.Empty(await Queues.ReceiveAsync(Queue, 32, Minute));
        Assert.Equal(2, await Queues.CountAsync(Queue));
        await Backend.PassAsync(Backend.ShortWait);
        var message = await ReceiveOneAsync(Minute);
        Assert.Equal(("later", 1L), (message.Body, message.DequeueCount));
    }

    [SkippableFact]
    public async Task A_held_message_can_be_hidden_longer_or_shown_at_once()
    {
        await Queues.EnqueueAsync(Queue, "body");
        var received = await ReceiveOneAsync(Backend.ShortWait);
        var longer = await Queues.ChangeVisibilityAsync(Queue, received, Minute);
        Assert.Equal((received.Id, "body", 1L), (longer!.Id, longer.Body, longer.DequeueCount));
        Assert.NotEqual(received.PopReceipt, longer.PopReceipt);
        Assert.Null(await Queues.ChangeVisibilityAsync(Queue, received, Minute));
        await Backend.PassAsync(Backend.ShortWait);
        Assert.Empty(await Queues.ReceiveAsync(Queue, 32, Second));

        Assert.NotNull(await Queues.ChangeVisibilityAsync(Queue, longer, TimeSpan.Zero));
        var again = await ReceiveOneAsync(Minute);
        Assert.Equal(("body", 2L), (again.Body, again.DequeueCount));
    }

    [SkippableFact]
    public async Task A_peek_shows_without_taking()
    {
        await Queues.EnqueueAsync(Queue, "body");
        for (var i = 0; i < 2; i++)
        {
            var peeked = Assert.Single(await Queues.PeekAsync(Queue, 32));
            Assert.Equal(("body", 0L, ""), (peeked.Body, peeked.DequeueCount, peeked.PopReceipt));
            Assert.False(await Queues.DeleteAsync(Queue, peeked));
        }

        Assert.Equal(1, (await ReceiveOneAsync(Minute)).DequeueCount);
    }

    [SkippableFact]
    public async Task A_receive_takes_at_most_what_it_asked_for_and_each_message_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Queues.EnqueueAsync(Queue, $"m{i}")));
        Assert.Equal(40, await Queues.CountAsync(Queue));
        Assert.Equal(32, (await Queues.PeekAsync(Queue, 32)).Count);
        var taken = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => Queues.ReceiveAsync(Queue, 7, Minute))));
        Assert.All(taken, messages => Assert.InRange(messages.Count, 0, 7));
        var all = taken.SelectMany(messages => messages).ToList();
        while (await Queues.ReceiveAsync(Queue, 32, Minute) is { Count: > 0 } rest)
        {
            all.AddRange(rest);
        }

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"m{i}").Order(), all.Select(message => message.Body).Order());
    }

    [SkippableFact]
    public async Task Queues_are_apart()
    {
        var other = Queue + "-poison";
        await Queues.EnqueueAsync(Queue, "body");
        Assert.Empty(await Queues.ReceiveAsync(other, 1, Minute));
        var message = await ReceiveOneAsync(Minute);
        await Queues.EnqueueAsync(other, "other");
        Assert.False(await Queues.DeleteAsync(other, message));
        Assert.True(await Queues.DeleteAsync(Queue, message));
        Assert.Equal(1, await Queues.CountAsync(other));
    }

    [SkippableFact]
    public async Task The_largest_body_is_taken_and_a_larger_one_refused()
    {
        var largest = new string('x', QueueLimits.MaxBodyBytes - 2) + "é";
        await Queues.EnqueueAsync(Queue, largest);
        Assert.Equal(largest, (await ReceiveOneAsync(Minute)).Body);
        await RefusesAsync(() => Queues.EnqueueAsync(Queue, largest + "x"));
        await Queues.EnqueueAsync(Queue, "");
        Assert.Equal("", (await ReceiveOneAsync(Minute)).Body);
    }

    [SkippableFact]
    public async Task What_is_outside_the_limits_is_refused()
    {
        foreach (var name in new[] { "", "ab", new string('a', 64), "Upper", "-a-b", "a--b", "ab-", "a_b", "a/b", "ab\n" })
        {
            await RefusesAsync(() => Queues.EnqueueAsync(name, "body"));
            await RefusesAsync(() => Queues.ReceiveAsync(name, 1, Minute));
        }

        await RefusesAsync(() => Queues.EnqueueAsync(Queue, "body", -Second));
        await RefusesAsync(() => Queues.EnqueueAsync(Queue, "body", QueueLimits.MaxVisibility + Second));
        await RefusesAsync(() => Queues.ReceiveAsync(Queue, 0, Minute));
        await RefusesAsync(() => Queues.ReceiveAsync(Queue, 33, Minute));
        await RefusesAsync(() => Queues.ReceiveAsync(Queue, 1, TimeSpan.Zero));
        await RefusesAsync(() => Queues.PeekAsync(Queue, 33));
        var message = new QueueMessage("1", "1", "", 1, DateTimeOffset.UnixEpoch);
        await RefusesAsync(() => Queues.ChangeVisibilityAsync(Queue, message, -Second));
        Assert.Equal(0, await Queues.CountAsync(Queue));
    }

    private static Task RefusesAsync(Func<Task> call) => Assert.ThrowsAnyAsync<ArgumentException>(call);

    private async Task<QueueMessage> ReceiveOneAsync(TimeSpan visibility)
        => Assert.Single(await Queues.ReceiveAsync(Queue, 32, visibility));
}
