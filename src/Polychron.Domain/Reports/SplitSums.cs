using Polychron.Domain.Billing;

namespace Polychron.Domain.Reports;

/// <summary>Sums over cells, and how much of them is billable and billed. The default is zero.</summary>
public readonly record struct SplitSums
{
    /// <summary>Everything.</summary>
    public CellSums All { get; init; }

    /// <summary>What is not marked as not billable.</summary>
    public CellSums Billable { get; init; }

    /// <summary>What is billed or paid.</summary>
    public CellSums Billed { get; init; }

    /// <summary>What is marked as not billable.</summary>
    public CellSums NotBillable => All - Billable;

    /// <summary>What is neither billed nor paid, billable or not.</summary>
    public CellSums Unbilled => All - Billed;

    /// <summary>The sums of a cell.</summary>
    public static SplitSums Of(Cell cell) => new()
    {
        All = cell.Sums,
        Billable = cell.Key.BillingStatus == BillingStatus.NotBillable ? default : cell.Sums,
        Billed = cell.Key.BillingStatus is BillingStatus.Billed or BillingStatus.Paid ? cell.Sums : default,
    };

    /// <summary>The sums of both.</summary>
    public static SplitSums operator +(SplitSums left, SplitSums right) => new()
    {
        All = left.All + right.All,
        Billable = left.Billable + right.Billable,
        Billed = left.Billed + right.Billed,
    };
}
