namespace Polychron.Domain.Entries.Policies;

/// <summary>In which direction durations are rounded. The numbers are stored: never change or reuse one.</summary>
public enum RoundingMode
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Up to the next step.</summary>
    Up = 1,

    /// <summary>Down to the last step.</summary>
    Down = 2,

    /// <summary>To the nearest step, halves up.</summary>
    Nearest = 3,
}

/// <summary>What is rounded. The numbers are stored: never change or reuse one.</summary>
public enum RoundingScope
{
    /// <summary>Each entry.</summary>
    Entry = 0,

    /// <summary>The sum of a user's entries of one local day and project.</summary>
    DayAndProject = 1,
}

/// <summary>How durations are rounded in reports.</summary>
/// <param name="Mode">The direction.</param>
/// <param name="Minutes">The step, from 1 to <see cref="MaxMinutes"/> minutes; has no meaning without a direction.</param>
/// <param name="Scope">What is rounded.</param>
public sealed record Rounding(RoundingMode Mode, int Minutes, RoundingScope Scope)
{
    /// <summary>The longest step: a day.</summary>
    public const int MaxMinutes = 24 * 60;

    /// <summary>No rounding.</summary>
    public static Rounding None { get; } = new(RoundingMode.None, 1, RoundingScope.Entry);

    /// <summary>A number of seconds, 0 or more, rounded.</summary>
    public long Apply(long seconds)
    {
        var step = Minutes * 60L;
        return Mode switch
        {
            RoundingMode.Up => (seconds + step - 1) / step * step,
            RoundingMode.Down => seconds / step * step,
            RoundingMode.Nearest => (seconds + (step / 2)) / step * step,
            _ => seconds,
        };
    }
}
