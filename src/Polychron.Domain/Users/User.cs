using Polychron.Domain.Log;

namespace Polychron.Domain.Users;

/// <summary>A person who can own tokens and be a member of workspaces. Users are numbered by the directory's log.</summary>
public sealed record User : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.User;

    /// <summary>The e-mail address, unique among users without regard to case.</summary>
    public required string Email { get; init; }

    /// <summary>The name: 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The TZDB id of the user's zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The workspace that a robot user belongs to; null for a person.</summary>
    public long? RobotOf { get; init; }
}
