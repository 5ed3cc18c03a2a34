using NodaTime;

namespace Polychron.Domain.Time;

/// <summary>A unit of the calendar in which days are counted.</summary>
public enum CalendarUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>A week, from the workspace's first day of the week.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A year.</summary>
    Year,
}

/// <summary>The units that days lie in.</summary>
public static class CalendarUnitDays
{
    /// <summary>The half-open range of days of the unit that a day lies in.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="day">The day.</param>
    /// <param name="weekStart">The first day of a week.</param>
    public static (LocalDate First, LocalDate Next) Around(this CalendarUnit unit, LocalDate day, IsoDayOfWeek weekStart)
    {
        switch (unit)
        {
            case CalendarUnit.Week:
                var first = day.DayOfWeek == weekStart ? day : day.Previous(weekStart);
                return (first, first.PlusDays(7));
            case CalendarUnit.Month:
                var month = new LocalDate(day.Year, day.Month, 1);
                return (month, month.PlusMonths(1));
            case CalendarUnit.Year:
                return (new LocalDate(day.Year, 1, 1), new LocalDate(day.Year + 1, 1, 1));
            default:
                return (day, day.PlusDays(1));
        }
    }
}
