using System.Collections.Immutable;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Log;
using Polychron.Domain.Rates;

namespace Polychron.Domain.Projects;

/// <summary>A project: a node of a forest. It is private to its owner, of a team, or of the whole workspace.</summary>
public sealed record Project : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Project;

    /// <summary>Its title: 1 to <see cref="ProjectLimits.MaxTitleLength"/> characters; not necessarily unique.</summary>
    public required string Title { get; init; }

    /// <summary>The project above it, or null at the root. A child has its parent's team and owner.</summary>
    public long? ParentId { get; init; }

    /// <summary>The team it belongs to, or null.</summary>
    public long? TeamId { get; init; }

    /// <summary>The user whose private project it is, or null if it belongs to a team or the whole workspace.</summary>
    public long? OwnerUserId { get; init; }

    /// <summary>The user who created it.</summary>
    public required long CreatorUserId { get; init; }

    /// <summary>Its colour as #RRGGBB.</summary>
    public required string Color { get; init; }

    /// <summary>From -1 (very unproductive) to 1 (very productive).</summary>
    public required double ProductivityScore { get; init; }

    /// <summary>Whether it was put away; its entries stay and count.</summary>
    public bool IsArchived { get; init; }

    /// <summary>Notes, or null.</summary>
    public string? Notes { get; init; }

    /// <summary>The billing status of its new entries; null inherits from its parent, then team, member and workspace.</summary>
    public BillingStatus? DefaultBillingStatus { get; init; }

    /// <summary>The client that it is for, or null.</summary>
    public long? ClientId { get; init; }

    /// <summary>Where the rate of its entries comes from.</summary>
    public RateType RateType { get; init; }

    /// <summary>Its rate in minor units an hour.</summary>
    public long HourRate { get; init; }

    /// <summary>
    /// The users in it, by id. A project that is neither private nor a team's and has users is for them alone; without any it
    /// is for the whole workspace.
    /// </summary>
    public ImmutableSortedDictionary<long, ProjectUser> Users { get; init; } =
        ImmutableSortedDictionary<long, ProjectUser>.Empty;

    /// <summary>Its budget.</summary>
    public Budget Budget { get; init; } = Budget.None;

    /// <summary>Whether its entries need notes.</summary>
    public bool RequiresNotes { get; init; }

    /// <summary>Whether its entries need at least one label.</summary>
    public bool RequiresLabels { get; init; }

    /// <summary>Which labels its entries may have.</summary>
    public LabelPolicy LabelPolicy { get; init; }

    /// <summary>Its labels, by id.</summary>
    public ImmutableSortedDictionary<long, ProjectLabel> Labels { get; init; } =
        ImmutableSortedDictionary<long, ProjectLabel>.Empty;

    /// <summary>Whether it is invoiced by its budget rather than by hours.</summary>
    public bool InvoicesByBudget { get; init; }

    /// <summary>What another system calls it, or null.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Names and values of clients' scripts.</summary>
    public ImmutableSortedDictionary<string, string> CustomFields { get; init; } = CustomFieldSet.Empty;
}
