namespace Polychron.Dialects.RateLimits;

/// <summary>
/// The wall clock without its steps back: when the wall clock is set back, this one goes on from where it was at the pace of
/// the monotonic clock. So a step back neither opens a window again nor keeps one from ending.
/// </summary>
internal sealed class SteadyClock
{
    private readonly TimeProvider _time;
    private long _offset;

    public SteadyClock(TimeProvider time)
    {
        _time = time;
        _offset = Wall - Monotonic;
    }

    /// <summary>Ticks (100 ns) since 1970-01-01T00:00:00Z; never less than an earlier call returned.</summary>
    public long UnixTicks
    {
        get
        {
            var monotonic = Monotonic;
            var offset = Wall - monotonic;
            var highest = Volatile.Read(ref _offset);
            while (offset > highest)
            {
                var seen = Interlocked.CompareExchange(ref _offset, offset, highest);
                if (seen == highest)
                {
                    return monotonic + offset;
                }

                highest = seen;
            }

            return monotonic + highest;
        }
    }

    private long Wall => _time.GetUtcNow().Ticks - DateTime.UnixEpoch.Ticks;

    private long Monotonic => _time.GetElapsedTime(0, _time.GetTimestamp()).Ticks;
}
