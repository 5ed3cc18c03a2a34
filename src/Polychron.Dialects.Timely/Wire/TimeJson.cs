using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Polychron.Dialects.Timely.Wire;

/// <summary>Instants and days as Timely writes them.</summary>
internal static class TimeJson
{
    private static readonly OffsetDateTimePattern Pattern =
        OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'sso<+HH:mm>");

    /// <summary>An instant in a zone, to the second: <c>2021-10-21T07:22:24+02:00</c>.</summary>
    public static string Iso(Instant instant, DateTimeZone zone) => Pattern.Format(instant.InZone(zone).ToOffsetDateTime());

    /// <summary>A day: <c>2021-10-21</c>.</summary>
    public static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>Writes an instant in the reader's zone.</summary>
    public static void WriteIso(this Utf8JsonWriter json, string name, Viewer viewer, Instant? instant)
    {
        if (instant is { } at)
        {
            json.WriteString(name, Iso(at, viewer.Zone));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes an instant as seconds since 1970.</summary>
    public static void WriteEpoch(this Utf8JsonWriter json, string name, Instant instant) =>
        json.WriteNumber(name, instant.ToUnixTimeSeconds());

    /// <summary>Writes a day, or null.</summary>
    public static void WriteDay(this Utf8JsonWriter json, string name, LocalDate? day)
    {
        if (day is { } known)
        {
            json.WriteString(name, Day(known));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
