using NodaTime;

namespace Polychron.Domain.Entries.Policies;

/// <summary>What happens where an entry takes up time of the clock that another entry of its user takes up. The numbers are stored: never change or reuse one.</summary>
public enum OverlapRule
{
    /// <summary>Nothing: entries may overlap.</summary>
    Allow = 0,

    /// <summary>The write is refused.</summary>
    Reject = 1,

    /// <summary>The other entries are shortened at their ends; a write that would cut one in two or cover it whole is refused.</summary>
    Trim = 2,

    /// <summary>As <see cref="Trim"/>, but an entry that reaches over both ends is cut in two.</summary>
    Split = 3,
}

/// <summary>A workspace's rules for time entries, whichever dialect they come through. The default allows everything.</summary>
public sealed record EntryPolicy
{
    /// <summary>No rules.</summary>
    public static EntryPolicy None { get; } = new();

    /// <summary>What happens to overlapping entries.</summary>
    public OverlapRule Overlap { get; init; }

    /// <summary>How reports round durations; what is stored is never rounded.</summary>
    public Rounding Rounding { get; init; } = Rounding.None;

    /// <summary>The first day, in the workspace's zone, whose entries may be written: earlier ones are locked. Null locks none.</summary>
    public LocalDate? LockedBefore { get; init; }

    /// <summary>Whether every new entry needs a project.</summary>
    public bool RequiresProject { get; init; }

    /// <summary>Whether every new entry needs at least one label.</summary>
    public bool RequiresLabel { get; init; }
}
