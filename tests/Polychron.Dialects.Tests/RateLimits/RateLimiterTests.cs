using System.Net;
using Microsoft.Extensions.Logging;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Tests.Support;

namespace Polychron.Dialects.Tests.RateLimits;

public sealed class RateLimiterTests
{
    private static readonly RateLimitPolicy Hourly = new("t", new RateWindow("hour", 500, 3600), new RateWindow("minute", 200, 60));
    private static readonly RateLimitPolicy Small = new("s", new RateWindow("hour", 10, 3600), new RateWindow("minute", 4, 60));

    private readonly SteppedTime _time = new();
    private readonly MemoryAllowanceStore _store = new();
    private readonly TestLogger<RateLimiter> _log = new();

    [Fact]
    public async Task Remaining_counts_down_by_one_from_the_limit_of_the_first_window()
    {
        var limiter = Limiter();
        for (var i = 1; i <= 200; i++)
        {
            Assert.Equal(new RateLimitState(true, 500, 500 - i, 0), await limiter.TakeAsync(Hourly, 1, default));
        }
    }

    [Fact]
    public async Task A_request_costs_no_storage_operation_while_a_block_lasts()
    {
        var limiter = Limiter();
        await Take(limiter, Hourly, 150);

        // 150 requests: 6 blocks of 25 of the hour, 15 blocks of 10 of the minute.
        Assert.Equal(6 + 15, _store.Calls);
    }

    [Fact]
    public async Task The_window_that_is_used_up_refuses_until_it_ends_and_costs_the_other_nothing()
    {
        var limiter = Limiter();
        Assert.Equal(4, await Take(limiter, Small, 9));

        _time.Pass(TimeSpan.FromSeconds(20.5));
        Assert.Equal(new RateLimitState(false, 10, 6, 40), await limiter.TakeAsync(Small, 1, default));

        _time.Pass(TimeSpan.FromSeconds(39.5));
        Assert.Equal(new RateLimitState(true, 10, 5, 0), await limiter.TakeAsync(Small, 1, default));
    }

    [Fact]
    public async Task The_longest_refusal_says_when_to_come_again()
    {
        var limiter = Limiter();
        Assert.Equal(4, await Take(limiter, Small, 4));
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(4, await Take(limiter, Small, 4));
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await Take(limiter, Small, 4));
        Assert.Equal(58 * 60, (await limiter.TakeAsync(Small, 1, default)).RetryAfterSeconds);
    }

    [Fact]
    public async Task A_refused_caller_asks_the_store_no_more()
    {
        var limiter = Limiter();
        await Take(limiter, Small, 5);
        var calls = _store.Calls;
        Assert.Equal(0, await Take(limiter, Small, 1000));
        Assert.Equal(calls, _store.Calls);
    }

    [Fact]
    public async Task Windows_are_aligned_to_the_clock()
    {
        _time.Pass(TimeSpan.FromSeconds(59));
        var limiter = Limiter();
        await Take(limiter, Small, 4);
        Assert.Equal(1, (await limiter.TakeAsync(Small, 1, default)).RetryAfterSeconds);
        _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(4, await Take(limiter, Small, 9));
    }

    [Fact]
    public async Task Tokens_and_policies_do_not_share()
    {
        var limiter = Limiter();
        Assert.Equal(4, await Take(limiter, Small, 9));
        Assert.Equal(4, await Take(limiter, Small, 9, token: 2));
        Assert.Equal(9, await Take(limiter, Hourly, 9));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(90)]
    [InlineData(60 * 24 * 400)]
    public async Task A_clock_that_goes_back_gives_no_fresh_allowance_and_blocks_no_longer_than_the_window(int minutes)
    {
        var limiter = Limiter();
        await Take(limiter, Small, 4);
        _time.Step(TimeSpan.FromMinutes(-minutes));
        Assert.Equal(new RateLimitState(false, 10, 6, 60), await limiter.TakeAsync(Small, 1, default));
        _time.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(0, await Take(limiter, Small, 4));
        _time.Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(4, await Take(limiter, Small, 9));
    }

    [Fact]
    public async Task Those_who_wait_for_a_block_wait_for_one_call()
    {
        var away = new TaskCompletionSource();
        _store.Gate = away.Task;
        var limiter = Limiter();
        var waiting = Enumerable.Range(0, 25).Select(_ => limiter.TakeAsync(Hourly, 1, default).AsTask()).ToList();
        Assert.Equal(1, _store.Calls);
        away.SetResult();
        var states = await Task.WhenAll(waiting);
        Assert.All(states, state => Assert.True(state.IsAllowed));
        Assert.Equal(Enumerable.Range(475, 25), states.Select(state => state.Remaining).Order());
        Assert.Equal(1, _store.MostAtOnce);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_call_to_the_others()
    {
        var away = new TaskCompletionSource();
        _store.Gate = away.Task;
        var limiter = Limiter();
        using var gone = new CancellationTokenSource();
        var first = limiter.TakeAsync(Small, 1, gone.Token).AsTask();
        var second = limiter.TakeAsync(Small, 1, gone.Token).AsTask();
        var third = limiter.TakeAsync(Small, 1, default).AsTask();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        away.SetResult();
        Assert.True((await third).IsAllowed);
        Assert.True((await first).IsAllowed);
    }

    [Fact]
    public async Task A_block_that_arrives_after_its_window_is_not_used()
    {
        var away = new TaskCompletionSource();
        _store.Gate = away.Task;
        var limiter = Limiter();
        var late = limiter.TakeAsync(Small, 1, default).AsTask();
        _time.Pass(TimeSpan.FromHours(1));
        away.SetResult();
        Assert.Equal(new RateLimitState(true, 10, 9, 0), await late);
        Assert.Equal(3, await Take(limiter, Small, 9));
    }

    [Fact]
    public async Task Without_the_store_requests_go_on_and_the_instance_keeps_the_policy_alone()
    {
        _store.IsAway = true;
        var limiter = Limiter();
        Assert.Equal(4, await Take(limiter, Small, 50));
        Assert.All(_log.Lines, line => Assert.Equal(LogLevel.Warning, line.Level));
        Assert.NotEmpty(_log.Lines);

        _store.IsAway = false;
        _time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(4, await Take(limiter, Small, 50));
    }

    [Fact]
    public async Task The_store_is_asked_again_only_for_a_block_while_it_is_away()
    {
        _store.IsAway = true;
        await Take(Limiter(), Hourly, 100);
        Assert.Equal(4 + 10, _store.Calls);
    }

    [Fact]
    public void Memory_is_bounded_and_ended_windows_are_forgotten_first()
    {
        var table = new AllowanceTable<IPAddress>(isLocal: true, maxSubjects: 100);
        for (var i = 0; i < 1000; i++)
        {
            table.Find(Small, new IPAddress(i), 0).TryTake(0, out _);
            Assert.InRange(table.Count, 1, 100);
        }

        var later = TimeSpan.FromHours(2).Ticks;
        table.Find(Small, new IPAddress(5000), later).TryTake(later, out _);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void Addresses_are_counted_here_alone()
    {
        var limiter = new AddressLimiter(_time);
        for (var i = 1; i <= 4; i++)
        {
            Assert.Equal(new RateLimitState(true, 10, 10 - i, 0), limiter.Take(Small, IPAddress.Loopback));
        }

        Assert.Equal(new RateLimitState(false, 10, 6, 60), limiter.Take(Small, IPAddress.Loopback));
        Assert.True(limiter.Take(Small, IPAddress.Parse("192.0.2.1")).IsAllowed);
        Assert.Equal(0, _store.Calls);
    }

    [Fact]
    public void A_request_that_read_the_time_before_the_window_began_does_not_begin_the_old_one_again()
    {
        var allowance = new Allowance(Small, isLocal: true);
        var minute = TimeSpan.TicksPerMinute;
        for (var i = 0; i < 4; i++)
        {
            Assert.True(allowance.TryTake(minute, out _)!.Value.IsAllowed);
        }

        Assert.False(allowance.TryTake(minute - 1, out _)!.Value.IsAllowed);
        Assert.False(allowance.TryTake(minute, out _)!.Value.IsAllowed);
    }

    [Fact]
    public void A_policy_says_what_it_is_and_refuses_nonsense()
    {
        Assert.Equal("t: 500 in 3600 s, 200 in 60 s", Hourly.ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimitPolicy("x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimitPolicy("x", new RateWindow("h", 0, 60)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RateLimitPolicy("x", new RateWindow("h", 1, 0)));
    }

    private RateLimiter Limiter() => new(_store, _time, new DialectOptions(), _log);

    private static async Task<int> Take(RateLimiter limiter, RateLimitPolicy policy, int count, long token = 1)
    {
        var allowed = 0;
        for (var i = 0; i < count; i++)
        {
            allowed += (await limiter.TakeAsync(policy, token, default)).IsAllowed ? 1 : 0;
        }

        return allowed;
    }
}
