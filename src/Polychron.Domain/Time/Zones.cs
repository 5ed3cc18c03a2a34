using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using NodaTime;
using NodaTime.TimeZones;

namespace Polychron.Domain.Time;

/// <summary>The one door to the time-zone database (TZDB as NodaTime carries it) and to the rule for local times that a clock change skips or repeats.</summary>
public static class Zones
{
#pragma warning disable RS0030 // The one place that names the zone database.
    private static readonly IDateTimeZoneProvider Tzdb = DateTimeZoneProviders.Tzdb;
#pragma warning restore RS0030

    private static readonly FrozenSet<string> Ids = Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Finds a zone by its TZDB id ("Asia/Kolkata", "UTC"); false for any other text, fixed offsets included.</summary>
    public static bool TryFind(string? id, [NotNullWhen(true)] out DateTimeZone? zone)
    {
        // The provider also makes zones of fixed offsets ("UTC+02:00") up: those are not of the database.
        zone = id is not null && Ids.Contains(id) ? Tzdb[id] : null;
        return zone is not null;
    }

    /// <summary>The zone of an id that was checked when it was stored; UTC if the database no longer has it.</summary>
    public static DateTimeZone Stored(string id) => TryFind(id, out var zone) ? zone : DateTimeZone.Utc;

    /// <summary>
    /// The instant of a local time. A time that a clock change skips moves forward by the length of the gap (02:30 becomes
    /// 03:30 where 02:00 jumps to 03:00); a time that occurs twice means its first occurrence.
    /// </summary>
    public static Instant ToInstant(LocalDateTime local, DateTimeZone zone) =>
        local.InZone(zone, Resolvers.LenientResolver).ToInstant();

    /// <summary>
    /// The first instant of a local day: midnight, the first one if it occurs twice, or the first later moment where a clock
    /// change skips midnight. A day that a zone skipped as a whole (2011-12-30 in Apia) has no length: it begins with the next.
    /// </summary>
    public static Instant StartOfDay(LocalDate day, DateTimeZone zone)
    {
        var midnight = zone.MapLocal(day.AtMidnight());
        return midnight.Count == 0 ? midnight.LateInterval.Start : midnight.First().ToInstant();
    }
}
