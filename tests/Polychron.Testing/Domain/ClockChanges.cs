using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Polychron.Testing.Domain;

/// <summary>Moments near clock changes, in all zones of the database: where code that reckons with local times goes wrong.</summary>
public static class ClockChanges
{
    private static readonly Instant First = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2050, 1, 1, 0, 0);

    public static IReadOnlyList<string> ZoneIds { get; } = [.. DateTimeZoneProviders.Tzdb.Ids];

    /// <summary>A moment within two days of a clock change of a zone; of a zone without any, some moment.</summary>
    public static Gen<ZonedMoment> NearOne { get; } =
        from id in Gen.Elements(ZoneIds.AsEnumerable())
        let zone = DateTimeZoneProviders.Tzdb[id]
        let changes = zone.GetZoneIntervals(First, End).Where(at => at.HasStart && at.Start >= First).Select(at => at.Start).ToArray()
        from change in Gen.Elements(changes.Length == 0 ? [Samples.Noon] : changes)
        from isClose in Gen.Elements(true, false)
        from microseconds in isClose ? Properties.Between(-7_200_000_000, 7_200_000_000) : Properties.Between(-172_800_000_000, 172_800_000_000)
        select new ZonedMoment(zone, change + Duration.FromTicks(microseconds * 10));
}

/// <summary>A moment and the zone in which it is looked at.</summary>
public sealed record ZonedMoment(DateTimeZone Zone, Instant Instant)
{
    public override string ToString() => $"{Instant.InZone(Zone)} ({Instant})";
}
