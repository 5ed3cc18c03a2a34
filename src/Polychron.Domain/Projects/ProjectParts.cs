using NodaTime;

namespace Polychron.Domain.Projects;

/// <summary>A user's place in a project.</summary>
/// <param name="HourRate">The user's rate in the project, in minor units an hour, or null.</param>
/// <param name="AddedAt">When the user was put into it.</param>
/// <param name="UpdatedAt">When this was last changed.</param>
public sealed record ProjectUser(long? HourRate, Instant AddedAt, Instant UpdatedAt);

/// <summary>A label that a project offers.</summary>
/// <param name="IsRequired">Whether its entries need it.</param>
/// <param name="UpdatedAt">When this was last changed.</param>
public sealed record ProjectLabel(bool IsRequired, Instant UpdatedAt);

/// <summary>Which labels the entries of a project may have. The numbers are stored: never change or reuse one.</summary>
public enum LabelPolicy
{
    /// <summary>Any.</summary>
    All = 0,

    /// <summary>None.</summary>
    None = 1,

    /// <summary>Those of the project.</summary>
    Custom = 2,
}
