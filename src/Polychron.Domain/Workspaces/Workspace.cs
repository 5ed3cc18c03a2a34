using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Log;

namespace Polychron.Domain.Workspaces;

/// <summary>What a workspace has paid for. The numbers are stored: never change or reuse one.</summary>
public enum WorkspacePlan
{
    /// <summary>Free.</summary>
    Free = 0,

    /// <summary>Solo Pro.</summary>
    SoloPro = 1,

    /// <summary>Team.</summary>
    Team = 2,

    /// <summary>Business.</summary>
    Business = 3,
}

/// <summary>Whether a workspace may be written. The numbers are stored: never change or reuse one.</summary>
public enum BillingState
{
    /// <summary>Reads and writes.</summary>
    Active = 0,

    /// <summary>Reads only.</summary>
    ReadOnly = 1,
}

/// <summary>A workspace: the unit of tenancy, of storage partition and of order. Its id is the directory's number for it.</summary>
public sealed record Workspace : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Workspace;

    /// <summary>Its name: 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The user who owns it.</summary>
    public required long OwnerUserId { get; init; }

    /// <summary>Its plan.</summary>
    public required WorkspacePlan Plan { get; init; }

    /// <summary>Whether it may be written.</summary>
    public required BillingState BillingState { get; init; }

    /// <summary>The ISO 4217 code of the currency of its amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The TZDB id of the zone in which its days, weeks and months are counted.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The first day of its week.</summary>
    public required IsoDayOfWeek WeekStart { get; init; }

    /// <summary>The billing status of new entries where neither project, team nor member says one; null means undetermined.</summary>
    public BillingStatus? DefaultBillingStatus { get; init; }

    /// <summary>Its colour as #RRGGBB.</summary>
    public string Color { get; init; } = "#44505E";

    /// <summary>The billing rate of members who have none of their own, in minor units an hour.</summary>
    public long DefaultHourRate { get; init; }

    /// <summary>The seconds that a member is expected to work in a week, unless they have a number of their own.</summary>
    public long WeeklyCapacitySeconds { get; init; } = 40 * 3_600;

    /// <summary>Its rules for time entries.</summary>
    public EntryPolicy EntryPolicy { get; init; } = EntryPolicy.None;
}
