using NodaTime;

namespace Polychron.Demo.Calendar;

/// <summary>The public holidays of Berlin.</summary>
internal static class PublicHolidays
{
    /// <summary>What a day is called, or null for an ordinary one.</summary>
    public static string? NameOf(LocalDate day)
    {
        var name = (day.Month, day.Day) switch
        {
            (1, 1) => "New Year's Day",
            (3, 8) => "International Women's Day",
            (5, 1) => "Labour Day",
            (10, 3) => "Day of German Unity",
            (12, 25) => "Christmas Day",
            (12, 26) => "Second Day of Christmas",
            _ => null,
        };
        return name ?? Period.DaysBetween(Easter(day.Year), day) switch
        {
            -2 => "Good Friday",
            1 => "Easter Monday",
            39 => "Ascension Day",
            50 => "Whit Monday",
            _ => null,
        };
    }

    /// <summary>Easter Sunday, by the algorithm of Meeus, Jones and Butcher.</summary>
    internal static LocalDate Easter(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var sum = h + l - 7 * m + 114;
        return new LocalDate(year, sum / 31, sum % 31 + 1);
    }
}
