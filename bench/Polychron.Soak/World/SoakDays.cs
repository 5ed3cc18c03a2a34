using NodaTime;

namespace Polychron.Soak.World;

/// <summary>The days on which time is tracked: two years before today for people, a hundred days before those for imports.</summary>
internal sealed class SoakDays
{
    private const int Length = 730;

    private static readonly string[] Changing = ["Europe/Berlin", "America/New_York"];

    public SoakDays(LocalDate today)
    {
        Last = today.PlusDays(-20);
        First = Last.PlusDays(-Length);
        Imports = First.PlusDays(-100);
        ReportTo = today.PlusDays(2);
        ClockChanges =
        [
            .. from zone in Changing
               from interval in DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(
                   First.AtMidnight().InUtc().ToInstant(), Last.AtMidnight().InUtc().ToInstant())
               where interval.HasStart
               from day in new[] { interval.IsoLocalStart.Date.PlusDays(-1), interval.IsoLocalStart.Date }
               where day > First && day < Last
               select day,
        ];
    }

    public LocalDate First { get; }

    public LocalDate Last { get; }

    /// <summary>The first day of imports, each of which has one of its own; they take a hundred in turn.</summary>
    public LocalDate Imports { get; }

    /// <summary>A day after all that can be tracked.</summary>
    public LocalDate ReportTo { get; }

    /// <summary>The days of clock changes in Berlin and New York, and those before them.</summary>
    public IReadOnlyList<LocalDate> ClockChanges { get; }
}
