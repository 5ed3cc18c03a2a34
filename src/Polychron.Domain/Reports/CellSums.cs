namespace Polychron.Domain.Reports;

/// <summary>
/// Sums over entries: integers that form a group under addition, so that what was added can be subtracted again and parts
/// add up to exactly the whole, in any order. The default is zero.
/// </summary>
/// <remarks>
/// Money is rounded once for each entry (see <see cref="Rates.Cost"/>) and summed as such: it is not the product of a cell's
/// seconds and rate, which may differ from it by a minor unit an entry.
/// </remarks>
public readonly record struct CellSums
{
    /// <summary>The durations in seconds.</summary>
    public long Seconds { get; init; }

    /// <summary>The estimates in seconds.</summary>
    public long EstimatedSeconds { get; init; }

    /// <summary>Duration x billing rate in minor units, whether or not the time is billable: that is the cell's billing status.</summary>
    public long Revenue { get; init; }

    /// <summary>Estimate x billing rate in minor units.</summary>
    public long EstimatedRevenue { get; init; }

    /// <summary>Duration x internal rate in minor units: what the time cost the workspace itself.</summary>
    public long InternalCost { get; init; }

    /// <summary>How many entries there are.</summary>
    public long Count { get; init; }

    /// <summary>Whether nothing is left: a cell of these sums need not be kept.</summary>
    public bool IsZero => this == default;

    /// <summary>The sums of both.</summary>
    public static CellSums operator +(CellSums left, CellSums right) => new()
    {
        Seconds = left.Seconds + right.Seconds,
        EstimatedSeconds = left.EstimatedSeconds + right.EstimatedSeconds,
        Revenue = left.Revenue + right.Revenue,
        EstimatedRevenue = left.EstimatedRevenue + right.EstimatedRevenue,
        InternalCost = left.InternalCost + right.InternalCost,
        Count = left.Count + right.Count,
    };

    /// <summary>The sums of the left without the right.</summary>
    public static CellSums operator -(CellSums left, CellSums right) => left + -right;

    /// <summary>What cancels the sums out.</summary>
    public static CellSums operator -(CellSums sums) => new()
    {
        Seconds = -sums.Seconds,
        EstimatedSeconds = -sums.EstimatedSeconds,
        Revenue = -sums.Revenue,
        EstimatedRevenue = -sums.EstimatedRevenue,
        InternalCost = -sums.InternalCost,
        Count = -sums.Count,
    };
}
