using NodaTime;
using NodaTime.Text;

namespace Polychron.Dialects.Timely.Wire.Reports;

/// <summary>Days as reports and lists are asked for: <c>2014-01-01</c>, <c>Jan 01, 2014</c>, <c>January 1, 2014</c>, or the day of an ISO 8601 time.</summary>
internal static class ReportDay
{
    private const int IsoLength = 10;
    private const int MaxLength = 40;
    private const int FirstYear = 1900;
    private const int LastYear = 2199;

    private static readonly LocalDatePattern[] Patterns =
    [
        LocalDatePattern.Iso,
        LocalDatePattern.CreateWithInvariantCulture("MMM d, uuuu"),
        LocalDatePattern.CreateWithInvariantCulture("MMMM d, uuuu"),
    ];

    /// <summary>Reads a day from 1900 to 2199.</summary>
    public static bool TryParse(string text, out LocalDate day)
    {
        day = default;
        text = text.Trim();
        if (text.Length > MaxLength)
        {
            return false;
        }

        var date = text.Length > IsoLength && text[IsoLength] is 'T' or ' ' && char.IsAsciiDigit(text[0]) ? text[..IsoLength] : text;
        foreach (var pattern in Patterns)
        {
            if (pattern.Parse(date).TryGetValue(default, out day))
            {
                return day.Year is >= FirstYear and <= LastYear;
            }
        }

        return false;
    }
}
