using NodaTime;
using Polychron.Domain.Time;

namespace Polychron.UseCases.Reports;

/// <summary>
/// Assigns instants to the local days, weeks, months or years of one zone. It remembers the unit it found last, since
/// entries come in order of start.
/// </summary>
internal sealed class CalendarUnits(TimespanGrouping grouping, DateTimeZone zone, IsoDayOfWeek weekStart)
{
    private (Instant Start, Instant End) _last;

    /// <summary>The half-open interval of the unit in which the instant lies; 23 or 25 hours on a day of a clock change.</summary>
    public (Instant Start, Instant End) Of(Instant instant)
    {
        if (instant < _last.Start || instant >= _last.End)
        {
            var (first, next) = Days(instant.InZone(zone).Date);
            if (instant >= Zones.StartOfDay(next, zone))
            {
                // Clocks that went back over midnight show the old day again after the new one has begun: it goes on.
                (first, next) = Days(next);
            }

            _last = (Zones.StartOfDay(first, zone), Zones.StartOfDay(next, zone));
        }

        return _last;
    }

    private (LocalDate First, LocalDate Next) Days(LocalDate day)
    {
        switch (grouping)
        {
            case TimespanGrouping.Day:
                return (day, day.PlusDays(1));
            case TimespanGrouping.Week:
                var first = day.DayOfWeek == weekStart ? day : day.Previous(weekStart);
                return (first, first.PlusDays(7));
            case TimespanGrouping.Month:
                var month = new LocalDate(day.Year, day.Month, 1);
                return (month, month.PlusMonths(1));
            case TimespanGrouping.Year:
                return (new LocalDate(day.Year, 1, 1), new LocalDate(day.Year + 1, 1, 1));
            default:
                throw new InvalidOperationException("Exact intervals belong to no calendar unit.");
        }
    }
}
