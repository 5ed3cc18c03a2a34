using System.Diagnostics;

namespace Polychron.Bench.Client;

/// <summary>What one run of load measured.</summary>
/// <param name="Requests">How many requests were answered.</param>
/// <param name="Elapsed">From the first to the last.</param>
/// <param name="P50">The median time of a request.</param>
/// <param name="P99">The time that one request in a hundred took longer than.</param>
internal sealed record LoadResult(int Requests, TimeSpan Elapsed, TimeSpan P50, TimeSpan P99)
{
    public double PerSecond => Requests / Elapsed.TotalSeconds;

    /// <summary>Processor time of the server for one request; set by who can see its process.</summary>
    public TimeSpan ServerTime { get; init; }

    /// <summary>Processor time of this client for one request.</summary>
    public TimeSpan ClientTime { get; init; }

    /// <summary>The result of times in ticks of the stopwatch.</summary>
    public static LoadResult Of(TimeSpan elapsed, IEnumerable<long> times)
    {
        var sorted = times.Order().ToArray();
        return new LoadResult(sorted.Length, elapsed, At(sorted, 0.50), At(sorted, 0.99));
    }

    // The nearest rank: the smallest time that at least this part of all requests did not exceed.
    private static TimeSpan At(long[] sorted, double part) => sorted.Length == 0
        ? TimeSpan.Zero
        : Stopwatch.GetElapsedTime(0, sorted[(int)Math.Ceiling(part * sorted.Length) - 1]);
}
