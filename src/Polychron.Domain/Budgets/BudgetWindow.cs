using NodaTime;
using Polychron.Domain.Entries;

namespace Polychron.Domain.Budgets;

/// <summary>
/// What a project's entries that start in the half-open interval [From, To) sum to: of a budget that begins anew, what is used
/// of its window. Once read, it is kept up change by change. The current run of a timer is not in it.
/// </summary>
/// <param name="ProjectId">The project.</param>
/// <param name="From">The earliest start, inclusive.</param>
/// <param name="To">The end of the starts, exclusive.</param>
/// <param name="Seconds">The durations.</param>
/// <param name="Cost">Duration x hour rate in minor units.</param>
public sealed record BudgetWindow(long ProjectId, Instant From, Instant To, long Seconds = 0, long Cost = 0)
{
    /// <summary>What is used of a budget of a kind.</summary>
    public long Used(BudgetKind kind) => kind == BudgetKind.Money ? Cost : Seconds;

    /// <summary>The sums with an entry more, if it is of the project and in the interval.</summary>
    public BudgetWindow With(Entry? entry) => Add(entry, 1);

    /// <summary>The sums with such an entry less.</summary>
    public BudgetWindow Without(Entry? entry) => Add(entry, -1);

    private BudgetWindow Add(Entry? entry, int sign) =>
        entry is null || entry.ProjectId != ProjectId || entry.Start < From || entry.Start >= To ? this : this with
        {
            Seconds = Seconds + sign * entry.DurationSeconds,
            Cost = Cost + sign * Rates.Cost.Of(entry.DurationSeconds, entry.HourRate),
        };
}
