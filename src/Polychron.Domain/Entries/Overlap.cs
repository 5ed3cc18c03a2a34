using NodaTime;
using Polychron.Domain.Time;

namespace Polychron.Domain.Entries;

/// <summary>What is left of an entry after an interval was cut out of it.</summary>
/// <param name="Head">The entry with the part before the interval, or null if there is none.</param>
/// <param name="Tail">The entry with the part after the interval, or null if there is none.</param>
public readonly record struct Remains(Entry? Head, Entry? Tail)
{
    /// <summary>Whether nothing is left.</summary>
    public bool IsEmpty => Head is null && Tail is null;
}

/// <summary>Overlap of entries, and clearing an interval of other entries by trimming, splitting and removing them.</summary>
public static class Overlap
{
    /// <summary>
    /// Whether the entry takes up any time of the half-open interval [start, end). Intervals that only touch do not
    /// overlap, and an entry or interval of no length overlaps nothing. An entry whose end is open extends without end; one
    /// that is only a day and hours takes up no time of the clock.
    /// </summary>
    public static bool Exists(Entry entry, Instant start, Instant end) =>
        !entry.IsDayOnly && start < end && entry.Start < end && (entry.End is not { } entryEnd || (entryEnd > start && entryEnd > entry.Start));

    /// <summary>
    /// Cuts [start, end) out of an entry that overlaps it. Of a running entry the tail runs on if the interval ends by
    /// <paramref name="now"/>; a tail that would begin in the future is dropped.
    /// </summary>
    /// <remarks>
    /// A duration that is the interval's own length is counted anew. One that a client set apart from the clock times loses
    /// the seconds that were cut, never below 0; what is left goes to the head first, as much as the head's interval holds. A
    /// timer that was started again on clock times stays with the head: there is never a second one.
    /// </remarks>
    public static Remains Cut(Entry entry, Instant start, Instant end, Instant now)
    {
        var hasHead = entry.Start < start;
        var hasTail = entry.End is { } entryEnd ? entryEnd > end : end <= now;
        if (entry.End is null)
        {
            // Seconds of earlier runs belong to no interval: they stay with whichever part remains, the head first.
            var head = hasHead
                ? entry with
                {
                    End = start,
                    TimerStartedAt = null,
                    TimerStoppedAt = start,
                    DurationSeconds = entry.DurationSeconds + Microseconds.WholeSeconds(entry.Start, start),
                }
                : null;
            var tail = hasTail
                ? entry with { Start = end, TimerStartedAt = end, DurationSeconds = hasHead ? 0 : entry.DurationSeconds }
                : null;
            return new Remains(head, tail);
        }

        var whole = Microseconds.WholeSeconds(entry.Start, entry.End.Value);
        var headSpan = hasHead ? Microseconds.WholeSeconds(entry.Start, start) : 0;
        var tailSpan = hasTail ? Microseconds.WholeSeconds(end, entry.End.Value) : 0;
        long headSeconds, tailSeconds;
        if (entry.DurationSeconds == whole)
        {
            (headSeconds, tailSeconds) = (headSpan, tailSpan);
        }
        else
        {
            var cut = Microseconds.WholeSeconds(
                Instant.Max(entry.Start, start), Instant.Min(entry.End.Value, end));
            var left = Math.Max(0, entry.DurationSeconds - cut);
            headSeconds = !hasTail ? left : Math.Min(left, headSpan);
            tailSeconds = left - headSeconds;
        }

        return new Remains(
            hasHead ? entry with { End = start, DurationSeconds = headSeconds } : null,
            hasTail
                ? entry with
                {
                    Start = end,
                    DurationSeconds = tailSeconds,
                    TimerStartedAt = hasHead ? null : entry.TimerStartedAt,
                }
                : null);
    }
}
