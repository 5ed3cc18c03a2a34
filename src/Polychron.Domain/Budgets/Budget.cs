using NodaTime;

namespace Polychron.Domain.Budgets;

/// <summary>What a budget is counted in. The numbers are stored: never change or reuse one.</summary>
public enum BudgetKind
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>Money.</summary>
    Money = 1,

    /// <summary>Time.</summary>
    Time = 2,
}

/// <summary>How often a budget begins anew. The numbers are stored: never change or reuse one.</summary>
public enum BudgetPeriod
{
    /// <summary>Each week from the start date's day of the week.</summary>
    Week = 1,

    /// <summary>Each month from the start date's day of the month.</summary>
    Month = 2,

    /// <summary>Each three months.</summary>
    Quarter = 3,

    /// <summary>Each year.</summary>
    Year = 4,
}

/// <summary>A project's budget.</summary>
/// <param name="Kind">What it is counted in.</param>
/// <param name="Amount">Minor units of the workspace's currency, or seconds; 0 or more.</param>
/// <param name="Recurrence">How it begins anew, or null.</param>
public sealed record Budget(BudgetKind Kind, long Amount, BudgetRecurrence? Recurrence = null)
{
    /// <summary>No budget.</summary>
    public static Budget None { get; } = new(BudgetKind.None, 0);
}

/// <summary>How a budget begins anew, in local days of the workspace.</summary>
/// <param name="Period">How often.</param>
/// <param name="Start">The first day of the first window.</param>
/// <param name="End">The last day that counts, inclusive, or null. The window that it lies in is the last one and ends with it.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record BudgetRecurrence(BudgetPeriod Period, LocalDate Start, LocalDate? End, Instant UpdatedAt)
{
    /// <summary>
    /// The half-open range of days of the window that a day lies in; null before the first one and, where there is an end,
    /// in windows that would begin after it. The last window has no days behind the end, and is also that of its later days, so
    /// that what was used in the end can be seen until another window would have begun. A month's or year's window begins on the start's day, or on the month's last
    /// day where that month is shorter.
    /// </summary>
    public (LocalDate First, LocalDate Next)? WindowOf(LocalDate day)
    {
        if (day < Start)
        {
            return null;
        }

        var n = Period == BudgetPeriod.Week
            ? NodaTime.Period.DaysBetween(Start, day) / 7
            : ((day.Year - Start.Year) * 12 + day.Month - Start.Month) / Months;
        if (At(n) > day)
        {
            n--;
        }

        var (first, next) = (At(n), At(n + 1));
        return first > End ? null : (first, End is { } end && end.PlusDays(1) < next ? end.PlusDays(1) : next);
    }

    private int Months => Period switch { BudgetPeriod.Month => 1, BudgetPeriod.Quarter => 3, _ => 12 };

    private LocalDate At(int n) => Period == BudgetPeriod.Week ? Start.PlusDays(7 * n) : Start.PlusMonths(Months * n);
}
