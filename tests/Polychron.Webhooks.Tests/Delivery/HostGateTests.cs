using Polychron.Webhooks.Delivery;
using Polychron.Webhooks.Tests.Support;

namespace Polychron.Webhooks.Tests.Delivery;

/// <summary>No host takes all places, and one that does not answer takes one at most.</summary>
public sealed class HostGateTests
{
    [Fact]
    public async Task A_host_has_so_many_places_and_no_other_host_misses_them()
    {
        var gate = new HostGate(new WebhookOptions { PerHost = 2 }, new Stopped());
        Assert.True(await EnterAsync(gate, "a") && await EnterAsync(gate, "a"));
        Assert.False(await EnterAsync(gate, "a"));
        Assert.True(await EnterAsync(gate, "b"));
        gate.Leave("a", answered: true);
        Assert.True(await EnterAsync(gate, "a"));
    }

    [Fact]
    public async Task Who_waits_at_a_busy_host_gets_the_place_that_becomes_free()
    {
        var gate = new HostGate(new WebhookOptions { PerHost = 1 }, new Stopped());
        Assert.True(await EnterAsync(gate, "a"));
        var waiting = EnterAsync(gate, "a").AsTask();
        Assert.False(waiting.IsCompleted);
        gate.Leave("a", answered: true);
        Assert.True(await waiting);
        Assert.False(await EnterAsync(gate, "a"));
        gate.Leave("a", answered: true);
        Assert.True(await EnterAsync(gate, "a"));
    }

    [Fact]
    public async Task A_host_without_an_answer_has_one_place_until_it_answers()
    {
        var gate = new HostGate(new WebhookOptions { PerHost = 8 }, new Stopped());
        Assert.True(await EnterAsync(gate, "a"));
        gate.Leave("a", answered: false);
        Assert.True(await EnterAsync(gate, "a"));
        Assert.False(await EnterAsync(gate, "a"));
        gate.Leave("a", answered: true);
        Assert.True(await EnterAsync(gate, "a") && await EnterAsync(gate, "a"));
    }

    [Fact]
    public async Task A_host_that_lets_all_wait_gets_no_more_and_one_that_answers_does()
    {
        var time = new Stopped();
        var gate = new HostGate(new WebhookOptions { PerHost = 8 }, time);
        Assert.True(await EnterAsync(gate, "a") && await EnterAsync(gate, "a"));
        time.Advance(HostGate.Patience + TimeSpan.FromMilliseconds(1));
        Assert.False(await EnterAsync(gate, "a"));
        gate.Leave("a", answered: true);
        Assert.True(await EnterAsync(gate, "a"));
        time.Advance(HostGate.Patience / 2);
        gate.Leave("a", answered: true);
        time.Advance(HostGate.Patience / 2 + TimeSpan.FromMilliseconds(1));
        Assert.True(await EnterAsync(gate, "a"));
    }

    /// <summary>However many come and go at once, no more are inside than may be, and no place is lost.</summary>
    [Fact]
    public async Task Places_are_neither_lost_nor_given_twice()
    {
        var gate = new HostGate(new WebhookOptions { PerHost = 4 }, new Stopped());
        var (inside, most, entered) = (0, 0, 0);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, _) =>
        {
            if (await EnterAsync(gate, "a"))
            {
                Interlocked.Increment(ref entered);
                most = Math.Max(most, Interlocked.Increment(ref inside));
                await Task.Yield();
                Interlocked.Decrement(ref inside);
                gate.Leave("a", answered: true);
            }
        });
        Assert.InRange(most, 1, 4);
        Assert.True(entered > 0);
        for (var place = 0; place < 4; place++)
        {
            Assert.True(await EnterAsync(gate, "a"));
        }
    }

    [Fact]
    public async Task A_delivery_that_finds_no_place_waits_and_is_not_counted_as_an_attempt()
    {
        var (server, process) = await Installation.CreateAsync(new WebhookOptions { PerHost = 1 });
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync();
        Assert.True(await EnterAsync(process.Hosts, "listener.example.com"));
        await process.DrainAsync();
        server.Time.Advance(TimeSpan.FromSeconds(2));
        await process.DrainAsync();
        Assert.Empty(server.Listener.All);
        Assert.Null(await server.FindAsync(entry.Id, hook.Id));
        process.Hosts.Leave("listener.example.com", answered: true);
        server.Time.Advance(TimeSpan.FromSeconds(5));
        await process.DrainAsync();
        Assert.Single(server.Listener.All);
        Assert.Single((await server.FindAsync(entry.Id, hook.Id))!.Attempts);
    }

    [Fact]
    public async Task A_listener_that_does_not_answer_in_time_is_given_up_and_tried_again()
    {
        var (server, process) = await Installation.CreateAsync(new WebhookOptions { Timeout = TimeSpan.FromMilliseconds(50) });
        server.Listener.Answer = static async _ =>
        {
            await Task.Delay(Timeout.Infinite);
            return new HttpResponseMessage();
        };
        var hook = await process.SubscribeAsync();
        var entry = await process.TrackAsync();
        await process.DrainAsync();
        var known = (await server.FindAsync(entry.Id, hook.Id))!;
        Assert.Equal("no answer in time", Assert.Single(known.Attempts).Error);
        Assert.NotNull(known.NextAttemptAt);
    }

    private static ValueTask<bool> EnterAsync(HostGate gate, string host) => gate.EnterAsync(host, CancellationToken.None);

    /// <summary>A clock whose timestamps stand still until a test moves them.</summary>
    private sealed class Stopped : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
