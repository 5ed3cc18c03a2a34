namespace Polychron.Scale.Time;

/// <summary>
/// A clock that stands still until the next timer is due, and an agenda of all timers. Of timers that are due at the same
/// tick the one that was set first fires first.
/// </summary>
internal sealed class VirtualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Number)> _agenda = new();
    private long _now = start.UtcTicks;
    private long _number;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Now, in ticks of UTC.</summary>
    public long Now => Volatile.Read(ref _now);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Now, TimeSpan.Zero);

    /// <inheritdoc />
    public override long GetTimestamp() => Now;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits for a span of virtual time, not below a tick.</summary>
    public Task Delay(TimeSpan span)
    {
        var done = new TaskCompletionSource();
        var timer = new VirtualTimer(this, static state => ((TaskCompletionSource)state!).SetResult(), done);
        timer.Change(span > TimeSpan.Zero ? span : TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        return done.Task;
    }

    /// <summary>Moves on to an instant at which no timer is due.</summary>
    public void MoveTo(long instant)
    {
        lock (_gate)
        {
            _now = Math.Max(_now, instant);
        }
    }

    /// <summary>Moves on to the next timer that is due by an instant, and fires it. Without one the clock stands: false.</summary>
    public bool FireNext(long until)
    {
        VirtualTimer? timer;
        lock (_gate)
        {
            while (true)
            {
                if (!_agenda.TryPeek(out timer, out var at) || at.Due > until)
                {
                    return false;
                }

                _agenda.Dequeue();
                if (timer.TakeDue(at.Number))
                {
                    _now = Math.Max(_now, at.Due);
                    break;
                }
            }
        }

        timer.Fire();
        return true;
    }

    private long Put(VirtualTimer timer, TimeSpan span)
    {
        lock (_gate)
        {
            var number = ++_number;
            _agenda.Enqueue(timer, (_now + span.Ticks, number));
            return number;
        }
    }

    /// <summary>A timer. One that was changed or disposed leaves its old place on the agenda, which is passed over.</summary>
    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private long _place;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Volatile.Write(ref _place, 0);
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                lock (time._gate)
                {
                    _place = time.Put(this, dueTime);
                }
            }

            return true;
        }

        public bool TakeDue(long place) => Interlocked.CompareExchange(ref _place, 0, place) == place;

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Change(_period, _period);
            }

            callback(state);
        }

        public void Dispose() => Volatile.Write(ref _place, 0);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
