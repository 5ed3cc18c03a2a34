using NodaTime;

namespace Polychron.Domain.Reports;

/// <summary>Cells of months: the sums of their days' cells, under the month's first day.</summary>
public static class CellMonths
{
    /// <summary>The first day of the month that a day lies in.</summary>
    public static LocalDate MonthOf(LocalDate day) => new(day.Year, day.Month, 1);

    /// <summary>The key of the month's cell that a day's cell is a part of.</summary>
    public static CellKey ToMonth(this CellKey key) => key.Day.Day == 1 ? key : key with { Day = MonthOf(key.Day) };

    /// <summary>The months' cells that are not zero.</summary>
    public static IReadOnlyList<Cell> ToMonths(this IEnumerable<Cell> days)
    {
        var months = new Dictionary<CellKey, CellSums>();
        foreach (var cell in days)
        {
            var key = cell.Key.ToMonth();
            months[key] = months.GetValueOrDefault(key) + cell.Sums;
        }

        return [.. months.Where(month => !month.Value.IsZero).Select(month => new Cell(month.Key, month.Value))];
    }
}
