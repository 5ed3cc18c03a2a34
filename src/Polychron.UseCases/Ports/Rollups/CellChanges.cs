using Polychron.Domain.Reports;

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>Signed changes of cells.</summary>
/// <param name="Days">The changes of days.</param>
/// <param name="Months">The changes of months.</param>
public sealed record CellChanges(IReadOnlyList<Cell> Days, IReadOnlyList<Cell> Months)
{
    /// <summary>No changes.</summary>
    public static CellChanges None { get; } = new([], []);

    /// <summary>The changes of days, and what they make of the months.</summary>
    public static CellChanges Of(IReadOnlyList<Cell> days) => new(days, days.ToMonths());
}
