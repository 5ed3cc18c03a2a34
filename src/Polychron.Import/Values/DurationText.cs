using System.Globalization;

namespace Polychron.Import.Values;

/// <summary>
/// Durations as trackers write them: 1:30:00, 1:30 (hours and minutes), 1.5 and 1,5 and "1.5 h" (hours), "47:06 min",
/// "45 min", "12 sec".
/// </summary>
internal static class DurationText
{
    private const decimal MaxSeconds = 1_000_000_000;

    /// <summary>Reads a duration in whole seconds; a fraction of one is rounded, halves up.</summary>
    /// <param name="text">The text.</param>
    /// <param name="seconds">The seconds, 0 or more.</param>
    /// <param name="isExact">Whether it is written to the second; else it may be rounded to its last digit.</param>
    public static bool TryParse(string text, out long seconds, out bool isExact)
    {
        var (number, unit) = Unit(text.AsSpan().Trim());
        Span<Range> parts = stackalloc Range[4];
        var count = number.Split(parts, ':');
        isExact = count == 3 || unit < 3_600;
        if (count == 1)
        {
            return TryScale(number, unit, out seconds);
        }

        seconds = 0;
        if (count > 3 || (count == 3 && unit != 3_600))
        {
            return false;
        }

        for (var (i, weight) = (0, unit); i < count; i++, weight /= 60)
        {
            var part = number[parts[i]];
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || (i > 0 && (value > 59 || part.Length > 2)))
            {
                return false;
            }

            seconds += (long)value * weight;
        }

        return seconds <= MaxSeconds;
    }

    /// <summary>Reads a number of something that is so many seconds long, with a point or a comma before its fraction.</summary>
    public static bool TryScale(ReadOnlySpan<char> text, int unit, out long seconds)
    {
        seconds = 0;
        Span<char> plain = stackalloc char[30];
        if (text.Length == 0 || text.Length > plain.Length)
        {
            return false;
        }

        text.Replace(plain, ',', '.');
        if (!decimal.TryParse(plain[..text.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > MaxSeconds / unit)
        {
            return false;
        }

        seconds = (long)decimal.Round(value * unit, MidpointRounding.AwayFromZero);
        return true;
    }

    private static (string Number, int Unit) Unit(ReadOnlySpan<char> text)
    {
        foreach (var (suffix, unit) in Units)
        {
            if (text.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return (text[..^suffix.Length].TrimEnd().ToString(), unit);
            }
        }

        return (text.ToString(), 3_600);
    }

    private static (string Suffix, int Unit)[] Units { get; } = [("min", 60), ("sec", 1), ("h", 3_600)];
}
