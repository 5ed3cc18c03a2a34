namespace Polychron.Testing;

/// <summary>A clock that stands still until a test moves it. Timers are those of the system and are not affected.</summary>
public sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;
    private long _elapsed;

    /// <summary>A clock that stands at noon of 1 March 2024, UTC.</summary>
    public ManualTime()
        : this(new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    /// <remarks>Never goes back, however the clock is set.</remarks>
    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    /// <summary>Moves the clock forward, or back with a negative span.</summary>
    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _ticks, by.Ticks);
        Interlocked.Add(ref _elapsed, Math.Max(0, by.Ticks));
    }
}
