namespace Polychron.Domain.Errors;

/// <summary>The names of refusals that are finer than their kinds.</summary>
public static class Reasons
{
    /// <summary>An entry would take up time that another entry of its user takes up, and the workspace does not let it.</summary>
    public const string EntryOverlaps = "entry_overlaps";

    /// <summary>An entry is of a day that the workspace has locked.</summary>
    public const string EntryLocked = "entry_locked";

    /// <summary>A timer runs already.</summary>
    public const string TimerRunning = "timer_running";
}
