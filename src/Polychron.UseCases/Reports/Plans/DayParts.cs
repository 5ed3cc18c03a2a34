using NodaTime;
using Polychron.Domain.Reports;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>The parts into which a range of days falls: whole months, and the days before and after them.</summary>
internal sealed class DayParts
{
    private readonly LocalDate _firstMonth;
    private readonly LocalDate _endOfMonths;

    /// <summary>Splits a half-open range of days.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="next">The end, exclusive.</param>
    /// <param name="isByDay">Whether each day has to be told apart.</param>
    public DayParts(LocalDate first, LocalDate next, bool isByDay)
    {
        (First, Next) = (first, next);
        _firstMonth = first.Day == 1 ? first : CellMonths.MonthOf(first).PlusMonths(1);
        _endOfMonths = CellMonths.MonthOf(next);
        if (isByDay || _endOfMonths <= _firstMonth)
        {
            (_firstMonth, _endOfMonths) = (next, next);
        }
    }

    public LocalDate First { get; }

    public LocalDate Next { get; }

    /// <summary>How many whole months there are.</summary>
    public int Months => HasMonths ? Period.Between(_firstMonth, _endOfMonths, PeriodUnits.Months).Months : 0;

    /// <summary>How many days there are beside the months.</summary>
    public int Days => HasMonths
        ? Period.DaysBetween(First, _firstMonth) + Period.DaysBetween(_endOfMonths, Next)
        : Period.DaysBetween(First, Next);

    private bool HasMonths => _firstMonth < _endOfMonths;

    /// <summary>What to read, of a generation of cells.</summary>
    public IEnumerable<CellRange> Ranges(int generation)
    {
        if (First < _firstMonth)
        {
            yield return new CellRange(generation, CellGrain.Day, First, _firstMonth);
        }

        if (HasMonths)
        {
            yield return new CellRange(generation, CellGrain.Month, _firstMonth, _endOfMonths);
        }

        if (_endOfMonths < Next)
        {
            yield return new CellRange(generation, CellGrain.Day, _endOfMonths, Next);
        }
    }

    /// <summary>The key under which the cell of a day is read: its month's or its own; null for a day outside.</summary>
    public CellKey? KeyOf(CellKey day) =>
        day.Day < First || day.Day >= Next ? null
        : HasMonths && day.Day >= _firstMonth && day.Day < _endOfMonths ? day.ToMonth()
        : day;
}
