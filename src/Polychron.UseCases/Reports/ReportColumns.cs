namespace Polychron.UseCases.Reports;

/// <summary>By what the lines of a report are told apart.</summary>
[Flags]
public enum ReportColumns
{
    /// <summary>Nothing: one line with the sum.</summary>
    None = 0,

    /// <summary>The project.</summary>
    Project = 1,

    /// <summary>The entry's title.</summary>
    Title = 2,

    /// <summary>The entry's notes.</summary>
    Notes = 4,

    /// <summary>The interval, see <see cref="TimespanGrouping"/>.</summary>
    Timespan = 8,

    /// <summary>The user.</summary>
    User = 16,

    /// <summary>The billing status.</summary>
    BillingStatus = 32,
}

/// <summary>How the intervals of a report are grouped.</summary>
public enum TimespanGrouping
{
    /// <summary>Not at all: each interval of its own.</summary>
    Exact,

    /// <summary>By the local day on which the entry starts.</summary>
    Day,

    /// <summary>By the local week, from the workspace's first day of the week.</summary>
    Week,

    /// <summary>By the local month.</summary>
    Month,

    /// <summary>By the local year.</summary>
    Year,
}
