using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Rates;

namespace Polychron.Domain.Reports;

/// <summary>The sums over the entries that have a key in common; or, with negative sums, what is to be taken from them.</summary>
/// <param name="Key">What the entries have in common.</param>
/// <param name="Sums">Their sums.</param>
public readonly record struct Cell(CellKey Key, CellSums Sums)
{
    /// <summary>The cell of one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="day">The local day on which it starts.</param>
    /// <param name="seconds">How long it is: its <see cref="Entry.DurationSeconds"/>, or for one that runs <see cref="Entry.SecondsAt"/> some moment.</param>
    public static Cell Of(Entry entry, LocalDate day, long seconds) => new(
        new CellKey
        {
            Day = day,
            UserId = entry.UserId,
            ProjectId = entry.ProjectId ?? 0,
            BillingStatus = entry.BillingStatus,
            Labels = LabelSet.Of(entry.LabelIds),
            HourRate = entry.HourRate,
            InternalHourRate = entry.InternalHourRate,
        },
        new CellSums
        {
            Seconds = seconds,
            EstimatedSeconds = entry.EstimatedSeconds,
            Revenue = Cost.Of(seconds, entry.HourRate),
            EstimatedRevenue = Cost.Of(entry.EstimatedSeconds, entry.HourRate),
            InternalCost = Cost.Of(seconds, entry.InternalHourRate),
            Count = 1,
        });
}
