namespace Polychron.Dialects.Tests.Support;

/// <summary>A wall clock that can be set, beside a monotonic one that only passes.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private long _wall = new DateTimeOffset(2024, 3, 1, 12, 0, 0, TimeSpan.Zero).UtcTicks;
    private long _monotonic = 123_456_789;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _wall), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _monotonic);

    /// <summary>Lets time pass on both clocks.</summary>
    public void Pass(TimeSpan by)
    {
        Interlocked.Add(ref _wall, by.Ticks);
        Interlocked.Add(ref _monotonic, by.Ticks);
    }

    /// <summary>Sets the wall clock forward or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _wall, by.Ticks);
}
