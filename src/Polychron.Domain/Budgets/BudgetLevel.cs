using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.Domain.Budgets;

/// <summary>
/// The highest of <see cref="Levels"/> that the use of a project's budget has ever reached, in its current window if the budget
/// begins anew. Its id is the project's. Each record of the log that has it as after image is one level that was crossed,
/// so each is crossed once: that the use falls below it again takes nothing back, but another budget or window starts from 0.
/// </summary>
public sealed record BudgetLevel : Entity
{
    /// <summary>The levels in percent, ascending.</summary>
    public static readonly ImmutableArray<int> Levels = [50, 80, 100];

    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.BudgetLevel;

    /// <summary>What the budget was counted in.</summary>
    public required BudgetKind BudgetKind { get; init; }

    /// <summary>How much it was: minor units or seconds.</summary>
    public required long Amount { get; init; }

    /// <summary>The first day of the window; null for a budget for all time.</summary>
    public LocalDate? WindowStart { get; init; }

    /// <summary>The level in percent.</summary>
    public required int Percent { get; init; }

    /// <summary>Whether a use has reached a level of a budget.</summary>
    public static bool IsReached(int percent, long used, long amount) => (Int128)used * 100 >= (Int128)amount * percent;

    /// <summary>Whether this is of a budget and its window.</summary>
    public bool IsOf(Budget budget, LocalDate? windowStart) =>
        BudgetKind == budget.Kind && Amount == budget.Amount && WindowStart == windowStart;
}
