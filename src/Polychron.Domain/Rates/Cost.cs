namespace Polychron.Domain.Rates;

/// <summary>What time costs.</summary>
public static class Cost
{
    /// <summary>
    /// The most that one entry costs, in minor units: more than the longest interval that a client can set costs at the highest
    /// rate. Only a timer that was forgotten for longer than a year at such a rate, or data from before there were limits, would
    /// cost more; it counts as this.
    /// </summary>
    public const long MaxOfEntry = 1_000_000_000_000;

    /// <summary>
    /// The cost in minor units of a number of seconds at a rate in minor units an hour, halves rounded up, and at most
    /// <see cref="MaxOfEntry"/>. It is rounded once for each entry, so that sums are sums of what is shown.
    /// </summary>
    public static long Of(long seconds, long hourRate)
    {
        var exact = (Int128)seconds * hourRate;
        return (long)Int128.Min((exact + 1_800) / 3_600, MaxOfEntry);
    }
}
