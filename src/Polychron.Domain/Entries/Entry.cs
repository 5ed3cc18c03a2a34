using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Log;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;

namespace Polychron.Domain.Entries;

/// <summary>A time entry: the half-open interval [Start, End) that somebody worked, or a timer that still runs.</summary>
/// <remarks>
/// The duration is a fact of its own: usually End - Start in whole seconds, but a client may set hours apart from clock
/// times. Sums always use it. While a timer runs, it holds the seconds of earlier runs.
/// </remarks>
public sealed record Entry : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Entry;

    /// <summary>Whose time it is.</summary>
    public required long UserId { get; init; }

    /// <summary>Who created it: a colleague can do it for somebody.</summary>
    public required long CreatorUserId { get; init; }

    /// <summary>The project, or null. It can be one that was deleted since: the time was worked all the same.</summary>
    public long? ProjectId { get; init; }

    /// <summary>When it began, UTC, inclusive, whole microseconds.</summary>
    public required Instant Start { get; init; }

    /// <summary>
    /// When it ended, UTC, exclusive, whole microseconds. Null while a timer that began it runs; a timer that was started
    /// again on an entry with clock times leaves them as they are.
    /// </summary>
    public Instant? End { get; init; }

    /// <summary>When its timer was started, or null while none runs.</summary>
    public Instant? TimerStartedAt { get; init; }

    /// <summary>When its timer was last stopped, or null if it never ran.</summary>
    public Instant? TimerStoppedAt { get; init; }

    /// <summary>
    /// Whether it is only a day and hours: then its start is the first moment of that local day in the workspace's zone and
    /// its end that plus the duration, for readers who need clock times.
    /// </summary>
    public bool IsDayOnly { get; init; }

    /// <summary>The duration in seconds, 0 or more; while it runs, the seconds of earlier runs.</summary>
    public required long DurationSeconds { get; init; }

    /// <summary>The title, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The notes, or null.</summary>
    public string? Notes { get; init; }

    /// <summary>The billing status, resolved from the defaults when the entry was written.</summary>
    public required BillingStatus BillingStatus { get; init; }

    /// <summary>The labels, ascending.</summary>
    public ImmutableSortedSet<long> LabelIds { get; init; } = [];

    /// <summary>The seconds that it was expected to take.</summary>
    public long EstimatedSeconds { get; init; }

    /// <summary>Whether it is a plan: an estimate on which nothing is logged yet.</summary>
    public bool IsEstimate { get; init; }

    /// <summary>The billing rate in minor units an hour, as it was when the entry was written.</summary>
    public long HourRate { get; init; }

    /// <summary>What an hour of its user cost the workspace, in minor units, as it was when the entry was created.</summary>
    public long InternalHourRate { get; init; }

    /// <summary>What another system calls it, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Who last changed it.</summary>
    public long UpdaterUserId { get; init; }

    /// <summary>The dialect through which it was created, or null.</summary>
    public string? CreatedFrom { get; init; }

    /// <summary>The dialect through which it was last changed, or null.</summary>
    public string? UpdatedFrom { get; init; }

    /// <summary>When it became billed, or null.</summary>
    public Instant? BilledAt { get; init; }

    /// <summary>Names and values of clients' scripts.</summary>
    public ImmutableSortedDictionary<string, string> CustomFields { get; init; } = CustomFieldSet.Empty;

    /// <summary>Whether it is a timer that runs.</summary>
    public bool IsRunning => TimerStartedAt is not null;

    /// <summary>The end as it stands at <paramref name="now"/>: its own, or for a running one now, but never before its start.</summary>
    public Instant EndAt(Instant now) => IsRunning || End is not { } end ? Instant.Max(Start, now) : end;

    /// <summary>The seconds as they stand at <paramref name="now"/>: a running one counts its earlier runs and this one so far.</summary>
    public long SecondsAt(Instant now) =>
        TimerStartedAt is { } started ? DurationSeconds + Microseconds.WholeSeconds(started, now) : DurationSeconds;

    /// <summary>What it costs at <paramref name="now"/>, in minor units.</summary>
    public long CostAt(Instant now) => Cost.Of(SecondsAt(now), HourRate);
}
