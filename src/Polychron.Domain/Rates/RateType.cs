namespace Polychron.Domain.Rates;

/// <summary>Where the rate of a project's entries comes from. The numbers are stored: never change or reuse one.</summary>
public enum RateType
{
    /// <summary>The project has one rate for all.</summary>
    Project = 0,

    /// <summary>Each user of the project has a rate.</summary>
    User = 1,
}
