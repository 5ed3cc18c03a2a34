using NodaTime;

namespace Polychron.Domain.Time;

/// <summary>
/// Assigns instants to the local days of one zone. It remembers the day it found last, since entries come in order of start.
/// </summary>
/// <param name="zone">The zone.</param>
public sealed class LocalDays(DateTimeZone zone)
{
    private LocalDate _day;
    private (Instant Start, Instant End) _span;

    /// <summary>
    /// The day whose half-open interval, from its first instant to the next day's, has the instant in it. Where clocks go back
    /// over midnight, the minutes that come again belong to the day that has already begun.
    /// </summary>
    public LocalDate Of(Instant instant)
    {
        if (instant < _span.Start || instant >= _span.End)
        {
            var day = instant.InZone(zone).Date;
            var next = Zones.StartOfDay(day.PlusDays(1), zone);
            if (instant >= next)
            {
                day = day.PlusDays(1);
                next = Zones.StartOfDay(day.PlusDays(1), zone);
            }

            (_day, _span) = (day, (Zones.StartOfDay(day, zone), next));
        }

        return _day;
    }
}
