using Microsoft.Azure.Functions.Worker;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>
/// When a timer is due, as the wall clock goes: also when it is set forward (what was passed over is run once, not as often
/// as it would have come) or back (the timer follows, it does not wait for the old time to come again).
/// </summary>
internal sealed class TimerPlan
{
    /// <summary>
    /// A run later than this makes up for a missed occurrence; a clock set back by no more is waited for, so that an
    /// occurrence is not run twice for a small correction.
    /// </summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    private readonly TimerSchedule schedule;
    private DateTime reckonedAt;

    /// <summary>Begins at a start of the host.</summary>
    /// <param name="schedule">The schedule as it is now; it may have been another one when the status was written.</param>
    /// <param name="status">What was remembered, or null.</param>
    /// <param name="now">The time, UTC.</param>
    public TimerPlan(TimerSchedule schedule, ScheduleStatus? status, DateTime now)
    {
        this.schedule = schedule;
        Last = status?.Last ?? default;

        // From a status that a wrong clock wrote in the future, nothing follows.
        Missed = status is not null && schedule.Next(status.LastUpdated) <= now;
        Reckon(now);
    }

    /// <summary>Whether an occurrence passed while the host was down.</summary>
    public bool Missed { get; }

    /// <summary>The last occurrence that was run; the default value if none was.</summary>
    public DateTime Last { get; private set; }

    /// <summary>The next occurrence.</summary>
    public DateTime Next { get; private set; }

    /// <summary>Whether the next occurrence has come; follows a clock that was set back.</summary>
    public bool IsDue(DateTime now)
    {
        if (reckonedAt - now > Tolerance)
        {
            Reckon(now);
        }

        return now >= Next;
    }

    /// <summary>Whether a run that begins now makes up for an occurrence long passed.</summary>
    public bool IsPastDue(DateTime now) => now - Next > Tolerance;

    /// <summary>Notes a run that has ended. Occurrences that came while it ran are passed over.</summary>
    /// <param name="occurrence">The occurrence that was run.</param>
    /// <param name="now">The time at the run's end.</param>
    public void Ran(DateTime occurrence, DateTime now)
    {
        Last = occurrence;
        Reckon(now > occurrence ? now : occurrence);
    }

    /// <summary>What is to be remembered.</summary>
    public ScheduleStatus ToStatus(DateTime now) => new() { Last = Last, Next = Next, LastUpdated = now };

    private void Reckon(DateTime now)
    {
        reckonedAt = now;
        Next = schedule.Next(now);
    }
}
