using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;

namespace Polychron.Domain.Members;

/// <summary>What a member may do. The numbers are stored: never change or reuse one.</summary>
public enum Role
{
    /// <summary>Sees everyone's entries and writes nothing.</summary>
    Viewer = 0,

    /// <summary>Tracks own time; sees and changes own entries.</summary>
    Member = 1,

    /// <summary>Sees and changes all projects, and everyone's entries but in projects whose list of users they are not on.</summary>
    Manager = 2,

    /// <summary>A manager who also owns the workspace's settings.</summary>
    Owner = 3,
}

/// <summary>
/// A user's membership of a workspace; its id is the user's id. It carries what requests need of the user, so that no
/// request reads the directory. A member who left stays, inactive, so that old entries keep their author's name.
/// </summary>
public sealed record Member : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Member;

    /// <summary>The user's name.</summary>
    public required string Name { get; init; }

    /// <summary>The user's e-mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The TZDB id of the user's zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What the member may do.</summary>
    public required Role Role { get; init; }

    /// <summary>Whether the membership is in force.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The billing status of the member's new entries where no project or team says one; null leaves it to the workspace.</summary>
    public BillingStatus? DefaultBillingStatus { get; init; }

    /// <summary>The user's own billing rate in minor units an hour, or null for the workspace's.</summary>
    public long? HourRate { get; init; }

    /// <summary>What an hour of the user costs the workspace itself, in minor units, or null.</summary>
    public long? InternalHourRate { get; init; }

    /// <summary>The seconds that the user is expected to work in a week, or null for the workspace's number.</summary>
    public long? WeeklyCapacitySeconds { get; init; }

    /// <summary>Whether rates and costs are kept from this member.</summary>
    public bool HidesRates { get; init; }

    /// <summary>What another system calls the user, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The workspace that a robot user belongs to, which may be another one than this; null for a person.</summary>
    public long? RobotOf { get; init; }

    /// <summary>
    /// The user's tokens that were revoked lately, by id, with when. An instance that still holds such a token in its
    /// cache learns here, from the workspace's log, that it is dead. Ids older than that cache can be are dropped.
    /// </summary>
    public ImmutableSortedDictionary<long, Instant> RevokedTokens { get; init; } =
        ImmutableSortedDictionary<long, Instant>.Empty;

    /// <summary>
    /// The user's tokens whose requests a minute were set, by id, 0 for those that are back to the API's own number. As with
    /// <see cref="RevokedTokens"/>, instances learn here of what changed.
    /// </summary>
    public ImmutableSortedDictionary<long, int> TokenAllowances { get; init; } = ImmutableSortedDictionary<long, int>.Empty;
}
