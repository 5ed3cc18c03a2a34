namespace Polychron.EmbeddedHost.Tests.Support;

/// <summary>A time that goes on only when told, with a wall clock that can be set apart from it.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TimeSpan elapsed;
    private DateTimeOffset wall = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>How many timers wait.</summary>
    public int Waiting
    {
        get
        {
            lock (gate)
            {
                return timers.Count(timer => timer.Due < TimeSpan.MaxValue);
            }
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return wall;
        }
    }

    public override long GetTimestamp()
    {
        lock (gate)
        {
            return elapsed.Ticks;
        }
    }

    /// <summary>Sets the wall clock forward or back; timers do not notice.</summary>
    public void SetWallClock(TimeSpan by)
    {
        lock (gate)
        {
            wall += by;
        }
    }

    /// <summary>Lets time pass; timers fire in their order, at their times.</summary>
    public void Advance(TimeSpan by)
    {
        TimeSpan end;
        lock (gate)
        {
            end = elapsed + by;
        }

        while (TakeNext(end) is { } timer)
        {
            timer.Fire();
        }
    }

    /// <summary>
    /// Lets time pass in steps until the condition holds; after each step what was woken gets (real) time to wait again.
    /// </summary>
    public async Task AdvanceUntil(Func<bool> condition, TimeSpan step, TimeSpan most)
    {
        for (var passed = TimeSpan.Zero; !condition(); passed += step)
        {
            Assert.True(passed <= most, $"The condition did not come to hold within {most}.");
            Advance(step);
            await Settle();
        }
    }

    /// <summary>Lets time pass in steps, giving what was woken (real) time after each.</summary>
    public async Task AdvanceBy(TimeSpan by, TimeSpan step)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += step)
        {
            Advance(step);
            await Settle();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        lock (gate)
        {
            timers.Add(timer);
        }

        return timer;
    }

    private static async Task Settle()
    {
        await Task.Yield();
        await Task.Delay(2);
    }

    private ManualTimer? TakeNext(TimeSpan end)
    {
        lock (gate)
        {
            var next = timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            var until = next is null ? end : next.Due > elapsed ? next.Due : elapsed;
            wall += until - elapsed;
            elapsed = until;
            if (next is not null)
            {
                next.Due = next.Period > TimeSpan.Zero ? elapsed + next.Period : TimeSpan.MaxValue;
            }

            return next;
        }
    }

    private sealed class ManualTimer(ManualTime time, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; } = TimeSpan.MaxValue;

        public TimeSpan Period { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.gate)
            {
                Due = dueTime < TimeSpan.Zero ? TimeSpan.MaxValue : time.elapsed + dueTime;
                Period = period;
                return true;
            }
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time.gate)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
