using NodaTime;
using Polychron.Domain.Time;

namespace Polychron.UseCases.Reports;

/// <summary>
/// Assigns instants to the local days, weeks, months or years of one zone. It remembers the unit it found last, since
/// entries come in order of start.
/// </summary>
internal sealed class CalendarUnits(TimespanGrouping grouping, DateTimeZone zone, IsoDayOfWeek weekStart)
{
    private readonly LocalDays _days = new(zone);
    private (Instant Start, Instant End) _last;
    private LocalDate? _lastDay;
    private (Instant Start, Instant End) _lastOfDay;

    /// <summary>The half-open interval of the unit in which the instant lies; 23 or 25 hours on a day of a clock change.</summary>
    public (Instant Start, Instant End) Of(Instant instant)
    {
        if (instant < _last.Start || instant >= _last.End)
        {
            var (first, next) = Unit().Around(_days.Of(instant), weekStart);
            _last = (Zones.StartOfDay(first, zone), Zones.StartOfDay(next, zone));
        }

        return _last;
    }

    /// <summary>The half-open interval of the unit in which a day lies.</summary>
    public (Instant Start, Instant End) Of(LocalDate day)
    {
        if (_lastDay != day)
        {
            var (first, next) = Unit().Around(day, weekStart);
            (_lastDay, _lastOfDay) = (day, (Zones.StartOfDay(first, zone), Zones.StartOfDay(next, zone)));
        }

        return _lastOfDay;
    }

    private CalendarUnit Unit() => grouping switch
    {
        TimespanGrouping.Day => CalendarUnit.Day,
        TimespanGrouping.Week => CalendarUnit.Week,
        TimespanGrouping.Month => CalendarUnit.Month,
        TimespanGrouping.Year => CalendarUnit.Year,
        _ => throw new InvalidOperationException("Exact intervals belong to no calendar unit."),
    };
}
