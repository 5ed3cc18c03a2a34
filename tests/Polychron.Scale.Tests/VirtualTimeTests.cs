using Polychron.Scale.Time;

namespace Polychron.Scale.Tests;

public sealed class VirtualTimeTests
{
    private readonly VirtualTime _time = new(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Timers_fire_in_order_of_their_times_and_then_of_their_setting_and_the_clock_shows_their_times()
    {
        var fired = new List<(string Name, long Seconds)>();
        var start = _time.Now;
        foreach (var (name, seconds) in new[] { ("c", 3), ("a", 1), ("b", 1) })
        {
            _time.CreateTimer(_ => fired.Add((name, (_time.Now - start) / TimeSpan.TicksPerSecond)), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);
        }

        Pass(TimeSpan.FromSeconds(2));
        Assert.Equal([("a", 1L), ("b", 1L)], fired);
        Assert.Equal(TimeSpan.FromSeconds(2), TimeSpan.FromTicks(_time.Now - start));
        Pass(TimeSpan.FromSeconds(2));
        Assert.Equal([("a", 1L), ("b", 1L), ("c", 3L)], fired);
    }

    [Fact]
    public void A_timer_that_is_changed_or_disposed_does_not_fire_at_its_old_time()
    {
        var fired = 0;
        var changed = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var disposed = _time.CreateTimer(_ => fired += 100, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        changed.Change(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        Pass(TimeSpan.FromSeconds(4));
        Assert.Equal(0, fired);
        Pass(TimeSpan.FromSeconds(1));
        Assert.Equal(1, fired);
    }

    [Fact]
    public void A_period_repeats()
    {
        var fired = 0;
        using var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Pass(TimeSpan.FromSeconds(6));
        Assert.Equal(3, fired);
    }

    [Fact]
    public async Task Delays_and_time_limits_of_the_framework_go_by_it()
    {
        var delay = Task.Delay(TimeSpan.FromHours(1), _time);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(30), _time);
        Pass(TimeSpan.FromMinutes(45));
        Assert.True(limit.IsCancellationRequested);
        Assert.False(delay.IsCompleted);
        Pass(TimeSpan.FromMinutes(15));
        await delay;
    }

    private void Pass(TimeSpan span)
    {
        var until = _time.Now + span.Ticks;
        while (_time.FireNext(until))
        {
            // The next one.
        }

        _time.MoveTo(until);
    }
}
