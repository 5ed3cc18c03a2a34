namespace Polychron.Domain.Activities;

/// <summary>What somebody did, as people tell it.</summary>
public enum ActivityKind
{
    /// <summary>Made something; took somebody in.</summary>
    Created,

    /// <summary>Changed it.</summary>
    Updated,

    /// <summary>Deleted it; let somebody go.</summary>
    Deleted,

    /// <summary>Put it away.</summary>
    Archived,

    /// <summary>Took it back into use.</summary>
    Unarchived,

    /// <summary>Started a timer, on new time or on what there was.</summary>
    TimerStarted,

    /// <summary>Stopped it.</summary>
    TimerStopped,

    /// <summary>Used a project's budget up to a level.</summary>
    BudgetReached,
}
