using Polychron.Domain.Billing;

namespace Polychron.Domain.Entries;

/// <summary>
/// Sums over a set of entries, kept up by adding what an entry is and subtracting what it was. All of them are integers, so
/// that they come back to exactly what they were. The current run of a timer is not in them: it counts when it stops.
/// </summary>
public sealed record EntryTally
{
    /// <summary>The sums over no entries.</summary>
    public static EntryTally Zero { get; } = new();

    /// <summary>The last record that the sums contain; records up to it do not count again.</summary>
    public long AsOf { get; init; }

    /// <summary>How many entries there are, running ones included.</summary>
    public long Count { get; init; }

    /// <summary>The seconds.</summary>
    public long Seconds { get; init; }

    /// <summary>The estimated seconds.</summary>
    public long EstimatedSeconds { get; init; }

    /// <summary>The seconds that are billed or paid.</summary>
    public long BilledSeconds { get; init; }

    /// <summary>The seconds that are not marked as not billable.</summary>
    public long BillableSeconds { get; init; }

    /// <summary>The cost in minor units.</summary>
    public long Cost { get; init; }

    /// <summary>The estimated cost in minor units.</summary>
    public long EstimatedCost { get; init; }

    /// <summary>The cost of what is billed or paid, in minor units.</summary>
    public long BilledCost { get; init; }

    /// <summary>What the time cost the workspace itself, in minor units.</summary>
    public long InternalCost { get; init; }

    /// <summary>The sums with an entry more.</summary>
    public EntryTally With(Entry entry) => Add(entry, entry.DurationSeconds, 1);

    /// <summary>The sums with an entry less.</summary>
    public EntryTally Without(Entry entry) => Add(entry, entry.DurationSeconds, -1);

    /// <summary>The sums with an entry more that lasted a number of seconds: for one that runs, up to now.</summary>
    public EntryTally With(Entry entry, long seconds) => Add(entry, seconds, 1);

    /// <summary>The sums of both.</summary>
    public EntryTally Plus(EntryTally other) => new()
    {
        AsOf = Math.Max(AsOf, other.AsOf),
        Count = Count + other.Count,
        Seconds = Seconds + other.Seconds,
        EstimatedSeconds = EstimatedSeconds + other.EstimatedSeconds,
        BilledSeconds = BilledSeconds + other.BilledSeconds,
        BillableSeconds = BillableSeconds + other.BillableSeconds,
        Cost = Cost + other.Cost,
        EstimatedCost = EstimatedCost + other.EstimatedCost,
        BilledCost = BilledCost + other.BilledCost,
        InternalCost = InternalCost + other.InternalCost,
    };

    private EntryTally Add(Entry entry, long seconds, int sign)
    {
        var isBilled = entry.BillingStatus is BillingStatus.Billed or BillingStatus.Paid;
        var cost = sign * Rates.Cost.Of(seconds, entry.HourRate);
        seconds *= sign;
        return this with
        {
            Count = Count + sign,
            Seconds = Seconds + seconds,
            EstimatedSeconds = EstimatedSeconds + sign * entry.EstimatedSeconds,
            BilledSeconds = BilledSeconds + (isBilled ? seconds : 0),
            BillableSeconds = BillableSeconds + (entry.BillingStatus == BillingStatus.NotBillable ? 0 : seconds),
            Cost = Cost + cost,
            EstimatedCost = EstimatedCost + sign * Rates.Cost.Of(entry.EstimatedSeconds, entry.HourRate),
            BilledCost = BilledCost + (isBilled ? cost : 0),
            InternalCost = InternalCost + sign * Rates.Cost.Of(Math.Abs(seconds), entry.InternalHourRate),
        };
    }
}
