using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Time;

namespace Polychron.Dialects.Dates;

/// <summary>
/// A moment as ISO 8601 writes it, in the forms that clients use: a date ("2019-01-31"), a date and a time with "T" or a
/// space between them, the time with or without seconds and a fraction of 1 to 9 digits, and after it nothing, "Z", or an
/// offset as "+01:00", "+0100" or "+01".
/// </summary>
/// <param name="Instant">The moment, cut to whole microseconds; for a date alone the first moment of that day.</param>
/// <param name="DayEnd">For a date alone the end of that day, exclusive; else the moment itself.</param>
/// <param name="IsDateOnly">Whether the text was a date alone, so that as an upper bound it can mean the whole day.</param>
public readonly record struct IsoMoment(Instant Instant, Instant DayEnd, bool IsDateOnly)
{
    /// <summary>What to tell a client whose text is none of that, after the field's name.</summary>
    internal const string Expected = "must be a date and time in ISO 8601, such as 2019-01-31T13:45:00+00:00.";

    private const int DateLength = 10;
    private const int MaxLength = 40;

    private static readonly LocalTimePattern HoursAndMinutes = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");
    private static readonly Instant Earliest = Instant.FromUtc(1, 1, 1, 0, 0);
    private static readonly LocalDate LastDate = new(9999, 12, 31);

    /// <summary>Reads a text.</summary>
    /// <param name="text">The text; white space around it is not allowed.</param>
    /// <param name="zone">
    /// The zone of a text that names no offset. A local time that a clock change skips moves forward by the gap; one that
    /// occurs twice means its first occurrence (see <see cref="Zones.ToInstant"/>).
    /// </param>
    /// <param name="moment">The moment, from year 1 to 9999 in UTC.</param>
    public static bool TryParse(string? text, DateTimeZone zone, out IsoMoment moment)
    {
        moment = default;
        if (text is null || text.Length is < DateLength or > MaxLength
            || !LocalDatePattern.Iso.Parse(text[..DateLength]).TryGetValue(LastDate, out var date)
            || date.Year < 1)
        {
            return false;
        }

        return text.Length == DateLength
            ? TryDay(date, zone, out moment)
            : text[DateLength] is 'T' or 't' or ' ' && TryTime(date, text.AsSpan(DateLength + 1), zone, out moment);
    }

    private static bool TryDay(LocalDate date, DateTimeZone zone, out IsoMoment moment)
    {
        moment = default;

        // The last day that there is has no next one to end at.
        if (date == LastDate || !TryInstant(() => Zones.StartOfDay(date, zone), out var start))
        {
            return false;
        }

        moment = new IsoMoment(start, Zones.StartOfDay(date.PlusDays(1), zone), IsDateOnly: true);
        return true;
    }

    private static bool TryTime(LocalDate date, ReadOnlySpan<char> rest, DateTimeZone zone, out IsoMoment moment)
    {
        moment = default;
        var mark = rest.IndexOfAny("Zz+-");
        var timeText = (mark < 0 ? rest : rest[..mark]).ToString();
        var pattern = timeText.Length == 5 ? HoursAndMinutes : LocalTimePattern.ExtendedIso;
        if (!pattern.Parse(timeText).TryGetValue(default, out var time))
        {
            return false;
        }

        var local = date + time;
        Instant instant;
        if (mark < 0)
        {
            if (!TryInstant(() => Zones.ToInstant(local, zone), out instant))
            {
                return false;
            }
        }
        else if (!TryOffset(rest[mark..], out var offset) || !TryInstant(() => local.WithOffset(offset).ToInstant(), out instant))
        {
            return false;
        }

        instant = Microseconds.Truncate(instant);
        moment = new IsoMoment(instant, instant, IsDateOnly: false);
        return true;
    }

    /// <summary>"Z", "+hh:mm", "+hhmm" or "+hh", up to 18 hours.</summary>
    private static bool TryOffset(ReadOnlySpan<char> text, out Offset offset)
    {
        offset = Offset.Zero;
        if (text is "Z" or "z")
        {
            return true;
        }

        var isColon = text.Length == 6 && text[3] == ':';
        if (!isColon && text.Length is not (3 or 5))
        {
            return false;
        }

        var minutes = 0;
        if (!TryTwoDigits(text[1..3], out var hours) || (text.Length > 3 && !TryTwoDigits(text[^2..], out minutes))
            || minutes > 59 || (hours * 60) + minutes > 18 * 60)
        {
            return false;
        }

        var seconds = ((hours * 60) + minutes) * 60;
        offset = Offset.FromSeconds(text[0] == '-' ? -seconds : seconds);
        return true;
    }

    private static bool TryTwoDigits(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        if (!char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[1]))
        {
            return false;
        }

        number = ((text[0] - '0') * 10) + text[1] - '0';
        return true;
    }

    // At the two ends of time an offset leads out of the years that there are.
    private static bool TryInstant(Func<Instant> make, out Instant instant)
    {
        try
        {
            instant = make();
            return instant >= Earliest;
        }
        catch (OverflowException)
        {
            instant = default;
            return false;
        }
    }
}
