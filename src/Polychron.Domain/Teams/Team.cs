using System.Collections.Immutable;
using Polychron.Domain.Billing;
using Polychron.Domain.Log;

namespace Polychron.Domain.Teams;

/// <summary>A group of members of a workspace who share projects.</summary>
public sealed record Team : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Team;

    /// <summary>Its name: 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The users in it, ascending.</summary>
    public required ImmutableSortedSet<long> UserIds { get; init; }

    /// <summary>Those of its users who lead it.</summary>
    public ImmutableSortedSet<long> LeadIds { get; init; } = [];

    /// <summary>Its colour as #RRGGBB.</summary>
    public string Color { get; init; } = "#67A3BC";

    /// <summary>The address of its picture, or null.</summary>
    public string? Emoji { get; init; }

    /// <summary>What another system calls it, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The billing status of new entries in the team's projects where no project says one; null leaves it to the member.</summary>
    public BillingStatus? DefaultBillingStatus { get; init; }
}
