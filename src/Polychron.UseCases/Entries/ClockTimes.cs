using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Time;

namespace Polychron.UseCases.Entries;

/// <summary>
/// An entry's time where the caller gives its duration, which then is a fact of its own beside start and end. A start without
/// an end moves the end to where the two lead; a duration alone leaves the clock times.
/// </summary>
public sealed record ClockTimes
{
    /// <summary>The start, inclusive.</summary>
    public Change<Instant> Start { get; init; }

    /// <summary>The end, exclusive; stops a running entry.</summary>
    public Change<Instant> End { get; init; }

    /// <summary>The duration in seconds, 0 or more.</summary>
    public required long Seconds { get; init; }

    /// <summary>The entry with the times. Times that are as they stand give no clock times to one that is only a day.</summary>
    /// <exception cref="DomainException">It runs and is not given an end, or the times are none that an entry can have.</exception>
    internal Entry Apply(Entry before)
    {
        if (before.IsRunning && !End.IsSet)
        {
            throw DomainException.Invalid(Fields.Duration, "The duration of a running timer grows by itself; stop it, or give its end too.");
        }

        var start = Start.IsSet ? Microseconds.Truncate(Start.Or(default)) : before.Start;
        var lead = EntryLimits.EndOf(start, Seconds);
        var isMoved = start != before.Start || (Start.IsSet && Seconds != before.DurationSeconds);
        var end = End.IsSet ? Microseconds.Truncate(End.Or(default)) : isMoved ? lead : before.End ?? lead;
        var isDayOnly = before is { IsDayOnly: true, IsRunning: false } && start == before.Start && (!End.IsSet || end == before.End);
        var after = before with
        {
            Start = start,
            End = isDayOnly ? lead : end,
            IsDayOnly = isDayOnly,
            DurationSeconds = Seconds,
            TimerStartedAt = null,
            TimerStoppedAt = before.IsRunning ? end : before.TimerStoppedAt,
        };
        if (after.Start != before.Start || after.End != before.End)
        {
            EntryRules.CheckInterval(after);
        }

        return after;
    }
}
