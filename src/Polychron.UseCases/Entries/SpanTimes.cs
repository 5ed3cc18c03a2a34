using NodaTime;
using Polychron.Domain.Entries;
using Polychron.Domain.Time;

namespace Polychron.UseCases.Entries;

/// <summary>
/// An entry's time as one interval, a start and a duration: a new start moves the entry as it is, a new duration puts the end
/// where the two lead.
/// </summary>
public sealed record SpanTimes
{
    /// <summary>The start, inclusive.</summary>
    public Change<Instant> Start { get; init; }

    /// <summary>The duration in seconds, 0 or more; it stops a running entry unless that is to run on.</summary>
    public Change<long> Seconds { get; init; }

    /// <summary>Whether an entry that runs is to run on: the duration is then how long it had run when it was read.</summary>
    public bool RunsOn { get; init; }

    /// <summary>The entry with the times. What is equal to what it was, to the second as it is shown, changes nothing.</summary>
    internal Entry Apply(Entry before)
    {
        var after = before;
        if (Start.IsSet && Microseconds.Truncate(Start.Or(default)) is var start && start != before.Start)
        {
            // First of all: near the end of time there is nothing to add to.
            EntryRules.CheckInterval(before with { Start = start, End = null });
            after = after with
            {
                Start = start,
                End = before.End + (start - before.Start),
                IsDayOnly = false,
                TimerStartedAt = before is { End: null, IsRunning: true } ? start : before.TimerStartedAt,
            };
        }

        if (!Seconds.IsSet || (before.IsRunning ? RunsOn : Seconds.Or(0) == before.DurationSeconds))
        {
            return after;
        }

        var end = after.Start + Duration.FromSeconds(Seconds.Or(0));
        return after with
        {
            End = end,
            DurationSeconds = Seconds.Or(0),
            TimerStartedAt = null,
            TimerStoppedAt = before.IsRunning ? end : before.TimerStoppedAt,
        };
    }
}
