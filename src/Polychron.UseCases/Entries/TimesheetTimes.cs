using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;

namespace Polychron.UseCases.Entries;

/// <summary>
/// An entry's time as a timesheet knows it: a day, hours that are a fact of their own, and perhaps clock times. Days are those
/// of the workspace's zone.
/// </summary>
public sealed record TimesheetTimes
{
    /// <summary>The day. Where clock times change too, their day counts instead.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>The start; null takes the clock times away, if <see cref="To"/> is null too.</summary>
    public Change<Instant?> From { get; init; }

    /// <summary>The end; without one it is the start and the hours, or for a running entry still open.</summary>
    public Change<Instant?> To { get; init; }

    /// <summary>The hours; where only clock times are given, the hours are what lies between them.</summary>
    public DurationParts Duration { get; init; }

    /// <summary>Whether anything is given.</summary>
    public bool IsSet => Day is not null || From.IsSet || To.IsSet || Duration.IsSet;

    /// <summary>The times of a new entry; the day or a clock time is there.</summary>
    public (Instant Start, Instant End, bool IsDayOnly, long Seconds) ToNew(DateTimeZone zone)
    {
        var day = Day ?? (From.Or(null) ?? To.Or(null) ?? default).InZone(zone).Date;
        var (start, end, isDayOnly, seconds) = Resolve(
            new Current(Zones.StartOfDay(day, zone), null, IsDayOnly: true, IsOpen: false, 0), zone);
        return (start, end ?? start, isDayOnly, seconds);
    }

    /// <summary>The entry with the times. A new end stops a running entry whose end was open.</summary>
    internal Entry Apply(Entry before, DateTimeZone zone)
    {
        if (!IsSet)
        {
            return before;
        }

        var isOpen = before is { End: null, IsRunning: true };
        var (start, end, isDayOnly, seconds) = Resolve(
            new Current(before.Start, before.End, before.IsDayOnly, isOpen, before.DurationSeconds), zone);
        var after = before with { Start = start, End = end, IsDayOnly = isDayOnly, DurationSeconds = seconds };
        if (!isOpen)
        {
            return after;
        }

        // Another start of a run that has no end yet is when the run began; another day alone is not.
        return end is null
            ? From.IsSet && !IsSame(From.Or(null), before.Start) ? after with { TimerStartedAt = start } : after
            : after with { TimerStartedAt = null, TimerStoppedAt = end };
    }

    private (Instant Start, Instant? End, bool IsDayOnly, long Seconds) Resolve(Current now, DateTimeZone zone)
    {
        var from = Clock(From, now.IsDayOnly ? null : now.Start);
        var to = Clock(To, now.IsDayOnly ? null : now.End);
        var isMoved = from != (now.IsDayOnly ? null : now.Start) || to != (now.IsDayOnly ? null : now.End);
        var seconds = Duration.Apply(now.Seconds);
        if (from is null && to is null)
        {
            var start = Zones.StartOfDay(Day ?? now.Start.InZone(zone).Date, zone);
            return (start, start + NodaTime.Duration.FromSeconds(seconds), true, seconds);
        }

        if (from is not null && to is not null && isMoved && !Duration.IsSet)
        {
            seconds = Microseconds.WholeSeconds(from.Value, to.Value) + (now.IsOpen ? now.Seconds : 0);
        }

        var length = NodaTime.Duration.FromSeconds(seconds);
        var begin = from ?? to!.Value - length;
        var end = to ?? (now.IsOpen ? null : begin + length);
        if (Day is { } day && !isMoved && begin.InZone(zone).LocalDateTime is var local && local.Date != day)
        {
            var there = Zones.ToInstant(day + local.TimeOfDay, zone);
            (begin, end) = (there, end is null ? null : there + (end - begin));
        }

        return (begin, end, false, seconds);
    }

    // What is shown has whole seconds: what is sent back as it was shown is no change.
    private static Instant? Clock(Change<Instant?> change, Instant? current) =>
        !change.IsSet || IsSame(change.Or(null), current) ? current
        : change.Or(null) is { } given ? Microseconds.Truncate(given) : null;

    private static bool IsSame(Instant? given, Instant? current) => given?.ToUnixTimeSeconds() == current?.ToUnixTimeSeconds();

    private readonly record struct Current(Instant Start, Instant? End, bool IsDayOnly, bool IsOpen, long Seconds);
}
