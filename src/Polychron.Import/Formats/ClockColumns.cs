using NodaTime;
using Polychron.Domain.Time;
using Polychron.Import.Values;

namespace Polychron.Import.Formats;

/// <summary>When something was done.</summary>
internal readonly record struct Span(Instant Start, Instant End, long Seconds, bool IsDayOnly);

/// <summary>The columns in which a tracker writes local dates, times and durations.</summary>
internal sealed record ClockColumns(Column StartDate, Column StartTime, Column EndDate, Column EndTime, IReadOnlyList<Column> Durations)
{
    private const long Rounding = 60;

    /// <summary>All of them.</summary>
    public IEnumerable<Column> All => [StartDate, StartTime, EndDate, EndTime, .. Durations];

    /// <summary>
    /// Reads them. The duration is a fact of its own and may differ from the clock times (rounded reports); one that is not
    /// written to the second gives way to clock times within a minute of it. Without an end, the end follows from the
    /// duration; without a time of day it is a day and hours.
    /// </summary>
    public Span Read(RowReader row, ReadingContext context)
    {
        var date = Date(row, StartDate, row.Require(StartDate), context);
        var duration = Duration(row, out var isExact);
        if (Time(row, StartTime) is not { } time)
        {
            if (duration is null)
            {
                row.Fail(Durations[0], "is empty, and there are no times of day");
            }

            return row.Complaint is null ? Day(date, duration!.Value, context.Zone) : default;
        }

        var endTime = Time(row, EndTime);
        var endDate = row.Text(EndDate) is { } text ? Date(row, EndDate, text, context) : date;
        if (endTime is null && duration is null)
        {
            row.Fail(EndTime, "is empty, and there is no duration: an entry that still ran is not imported");
        }

        if (row.Complaint is not null)
        {
            return default;
        }

        var start = Zones.ToInstant(date + time, context.Zone);
        var end = endTime is { } clock ? End(start, endDate + clock, duration, context.Zone) : start + NodaTime.Duration.FromSeconds(duration!.Value);
        var spanned = (long)(end - start).TotalSeconds;
        var seconds = duration is { } written && (isExact || Math.Abs(spanned - written) > Rounding) ? written : spanned;
        if (end < start)
        {
            row.Fail(EndTime, "is before the start");
        }

        return new Span(start, end, Math.Max(0, seconds), false);
    }

    // In the hour that occurs twice, only the duration tells which one is meant.
    private static Instant End(Instant start, LocalDateTime end, long? duration, DateTimeZone zone)
    {
        var found = Zones.ToInstant(end, zone);
        var told = duration is { } seconds ? start + NodaTime.Duration.FromSeconds(seconds) : found;
        return told != found && told.InZone(zone).LocalDateTime == end ? told : found;
    }

    private static Span Day(LocalDate date, long seconds, DateTimeZone zone)
    {
        var start = Zones.StartOfDay(date, zone);
        return new Span(start, start + NodaTime.Duration.FromSeconds(seconds), seconds, true);
    }

    private static LocalDate Date(RowReader row, Column column, string text, ReadingContext context)
    {
        if (!DateText.TryParse(text, context.DateOrder, out var date))
        {
            row.Fail(column, $"'{Shown(text)}' is no date");
        }

        return date;
    }

    private static LocalTime? Time(RowReader row, Column column)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        if (!TimeText.TryParse(text, out var time))
        {
            row.Fail(column, $"'{Shown(text)}' is no time of day");
        }

        return time;
    }

    private long? Duration(RowReader row, out bool isExact)
    {
        foreach (var column in Durations)
        {
            if (row.Text(column) is { } text)
            {
                if (!DurationText.TryParse(text, out var seconds, out isExact))
                {
                    row.Fail(column, $"'{Shown(text)}' is no duration");
                }

                return seconds;
            }
        }

        isExact = false;
        return null;
    }

    /// <summary>As much of a value as a report repeats.</summary>
    internal static string Shown(string text) => text.Length <= 40 ? text : $"{text[..40]}…";
}
