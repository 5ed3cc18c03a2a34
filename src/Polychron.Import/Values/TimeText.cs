using System.Globalization;
using NodaTime;

namespace Polychron.Import.Values;

/// <summary>Times of day as people's settings write them: 13:05, 13:05:09, 1:05 PM, 01:05:09pm.</summary>
internal static class TimeText
{
    /// <summary>Reads a time of day, 00:00:00 to 23:59:59.</summary>
    public static bool TryParse(string text, out LocalTime time)
    {
        time = default;
        var clock = text.AsSpan().Trim();
        bool? isAfternoon = null;
        if (clock.Length > 2 && char.ToUpperInvariant(clock[^1]) == 'M' && char.ToUpperInvariant(clock[^2]) is 'A' or 'P')
        {
            isAfternoon = char.ToUpperInvariant(clock[^2]) == 'P';
            clock = clock[..^2].TrimEnd();
        }

        Span<Range> parts = stackalloc Range[4];
        var count = clock.Split(parts, ':');
        if (count is not (2 or 3) || !Part(clock[parts[0]], 23, out var hour) || !Part(clock[parts[1]], 59, out var minute))
        {
            return false;
        }

        var second = 0;
        if (count == 3 && !Part(clock[parts[2]], 59, out second))
        {
            return false;
        }

        if (isAfternoon is { } afternoon)
        {
            if (hour is 0 or > 12)
            {
                return false;
            }

            hour = hour % 12 + (afternoon ? 12 : 0);
        }

        time = new LocalTime(hour, minute, second);
        return true;
    }

    private static bool Part(ReadOnlySpan<char> text, int max, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 2 && number <= max;
}
