using NodaTime;

namespace Polychron.Domain.Entries;

/// <summary>The limits of entries.</summary>
public static class EntryLimits
{
    /// <summary>The most characters in a title.</summary>
    public const int MaxTitleLength = 1_000;

    /// <summary>The most characters in the notes.</summary>
    public const int MaxNotesLength = 10_000;

    /// <summary>The most labels of an entry.</summary>
    public const int MaxLabels = 100;

    /// <summary>The most characters in what another system calls it.</summary>
    public const int MaxExternalIdLength = 512;

    /// <summary>The most entries that one call changes.</summary>
    public const int MaxBatch = 500;

    /// <summary>The earliest start.</summary>
    public static readonly Instant Earliest = Instant.FromUtc(1900, 1, 1, 0, 0);

    /// <summary>The end of what an entry can span, exclusive.</summary>
    public static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>The longest interval that a client can set. (A forgotten timer may run longer.)</summary>
    public static readonly Duration MaxSpan = Duration.FromDays(366);

    /// <summary>
    /// The end to which a start and a duration in seconds lead; the start itself where it is none that an entry can have, since
    /// near the end of time nothing can be added.
    /// </summary>
    public static Instant EndOf(Instant start, long seconds) => start < Latest ? start + Duration.FromSeconds(seconds) : start;

    /// <summary>How far ahead of the server's clock a timer may start: clients' clocks are off, sometimes by an hour of daylight saving.</summary>
    public static readonly Duration MaxTimerLead = Duration.FromHours(1) + Duration.FromMinutes(5);
}
