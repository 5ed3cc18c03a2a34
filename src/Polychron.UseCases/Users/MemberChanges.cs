using Polychron.Domain.Members;

namespace Polychron.UseCases.Users;

/// <summary>What is to be written of a member; what is not set stays, or has its default where the member is new.</summary>
public sealed record MemberChanges
{
    /// <summary>Their role.</summary>
    public Change<Role> Role { get; init; }

    /// <summary>Their own rate: minor units an hour; null for the workspace's.</summary>
    public Change<long?> HourRate { get; init; }

    /// <summary>What an hour of theirs costs the company: minor units.</summary>
    public Change<long?> InternalHourRate { get; init; }

    /// <summary>How long they work a week: seconds; null for the workspace's.</summary>
    public Change<long?> WeeklyCapacitySeconds { get; init; }

    /// <summary>Whether rates and costs are hidden from them.</summary>
    public Change<bool> HidesRates { get; init; }

    /// <summary>What they are elsewhere.</summary>
    public Change<string?> ExternalId { get; init; }

    /// <summary>All projects that name them among their users, with their rates there; null keeps the rate, which where they are new is their own.</summary>
    public Change<IReadOnlyList<(long ProjectId, long? HourRate)>> Projects { get; init; }

    /// <summary>Whether they are added to every project that names its users.</summary>
    public bool AddToAllProjects { get; init; }

    /// <summary>Whether rates of entries may change by it.</summary>
    public bool MayRerate => HourRate.IsSet || Projects.IsSet || AddToAllProjects;

    /// <summary>Whether anything is to be written that only an owner may write.</summary>
    internal bool NeedsOwner => Role.IsSet || HourRate.IsSet || InternalHourRate.IsSet || WeeklyCapacitySeconds.IsSet
        || HidesRates.IsSet || ExternalId.IsSet || Projects.IsSet || AddToAllProjects;
}
