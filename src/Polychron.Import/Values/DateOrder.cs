namespace Polychron.Import.Values;

/// <summary>In which order a file writes the parts of dates that do not begin with the year.</summary>
public enum DateOrder
{
    /// <summary>Not said: the first date that can be read in only one way decides.</summary>
    Auto,

    /// <summary>31/12/2024.</summary>
    DayFirst,

    /// <summary>12/31/2024.</summary>
    MonthFirst,
}
