namespace Polychron.Domain.Rates;

/// <summary>What time costs.</summary>
public static class Cost
{
    /// <summary>
    /// The cost in minor units of a number of seconds at a rate in minor units an hour, halves rounded up. It is rounded once
    /// for each entry, so that sums are sums of what is shown.
    /// </summary>
    public static long Of(long seconds, long hourRate)
    {
        var exact = (Int128)seconds * hourRate;
        return (long)((exact + 1_800) / 3_600);
    }
}
