namespace Polychron.Scale.Service;

/// <summary>A log-normal distribution of times by two of its percentiles.</summary>
/// <param name="P50">The median, in milliseconds.</param>
/// <param name="P99">What 99 of 100 stay below, in milliseconds.</param>
internal readonly record struct Latency(double P50, double P99)
{
    /// <summary>The 99th percentile of the standard normal distribution.</summary>
    private const double Z99 = 2.3263478740408408;

    /// <summary>Draws a time.</summary>
    public TimeSpan Draw(Random dice)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - dice.NextDouble())) * Math.Cos(2 * Math.PI * dice.NextDouble());
        return TimeSpan.FromMilliseconds(P50 * Math.Exp(Math.Log(P99 / P50) / Z99 * normal));
    }
}

/// <summary>
/// How long the services take to answer as long as they are not busy. Assumptions, not published by anybody: of the order of
/// what is reported from within a region, some milliseconds for a read and some more for a write.
/// </summary>
internal sealed record LatencyModel
{
    /// <summary>A point read.</summary>
    public Latency Get { get; init; } = new(6, 30);

    /// <summary>A page of a range, without its rows.</summary>
    public Latency Query { get; init; } = new(8, 40);

    /// <summary>An entity group transaction, without its rows.</summary>
    public Latency Commit { get; init; } = new(12, 60);

    /// <summary>An operation of a queue.</summary>
    public Latency Queue { get; init; } = new(8, 40);

    /// <summary>A listener's answer to a webhook.</summary>
    public Latency Listener { get; init; } = new(80, 500);

    /// <summary>What each row that is read or written adds.</summary>
    public TimeSpan PerRow { get; init; } = TimeSpan.FromMicroseconds(50);
}
