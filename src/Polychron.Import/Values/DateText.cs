using System.Globalization;
using NodaTime;

namespace Polychron.Import.Values;

/// <summary>Dates as people's settings write them: 2024-12-31, 31.12.2024, 31/12/2024, 12/31/2024, with /, - or . between.</summary>
internal static class DateText
{
    private const int MaxYear = 9999;

    /// <summary>Reads a date.</summary>
    /// <param name="text">The text.</param>
    /// <param name="order">The order of a date that neither begins with the year nor has dots (which put the day first).</param>
    /// <param name="date">The date, from year 1 to 9999.</param>
    public static bool TryParse(string text, DateOrder order, out LocalDate date)
    {
        date = default;
        if (Split(text) is not var (separator, parts))
        {
            return false;
        }

        var (year, month, day) = parts[0].Length == 4 ? (parts[0], parts[1], parts[2])
            : separator == '.' || order == DateOrder.DayFirst ? (parts[2], parts[1], parts[0])
            : (parts[2], parts[0], parts[1]);
        if (year.Length != 4 || !Number(year, MaxYear, out var y) || !Number(month, 12, out var m) || !Number(day, 31, out var d)
            || d > CalendarSystem.Iso.GetDaysInMonth(y, m))
        {
            return false;
        }

        date = new LocalDate(y, m, d);
        return true;
    }

    /// <summary>
    /// What a date says of the order: one of the two, <see cref="DateOrder.Auto"/> if it could be either, null if it does not
    /// depend on it or is none.
    /// </summary>
    public static DateOrder? OrderOf(string text)
    {
        if (Split(text) is not var (separator, parts)
            || parts[0].Length == 4 || separator == '.' || parts[2].Length != 4
            || !Number(parts[0], 31, out var first) || !Number(parts[1], 31, out var second))
        {
            return null;
        }

        // The same number twice is the same date either way.
        return first > 12 ? DateOrder.DayFirst : second > 12 ? DateOrder.MonthFirst : first == second ? null : DateOrder.Auto;
    }

    /// <summary>Whether the form of a date tells its order: the year first, or dots.</summary>
    public static bool HasItsOrder(string text) => Split(text) is var (separator, parts) && (parts[0].Length == 4 || separator == '.');

    private static (char Separator, string[] Parts)? Split(string text)
    {
        var at = text.AsSpan().IndexOfAny("/-.");
        return at > 0 && text.Split(text[at]) is { Length: 3 } parts ? (text[at], parts) : null;
    }

    private static bool Number(string text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= max;
}
