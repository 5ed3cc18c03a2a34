using NodaTime;
using Polychron.Domain.Billing;

namespace Polychron.Domain.Reports;

/// <summary>
/// What the entries of a cell have in common: all that a report can filter or group by without looking at an entry. Ids are
/// those that the entries carry; what was deleted since is for the reader to tell (see <see cref="CellDimensions"/>).
/// </summary>
public sealed record CellKey
{
    /// <summary>The local day of the start, in the zone of the report or rollup that the cell belongs to.</summary>
    public required LocalDate Day { get; init; }

    /// <summary>Whose time it is.</summary>
    public required long UserId { get; init; }

    /// <summary>The project; 0 for none.</summary>
    public required long ProjectId { get; init; }

    /// <summary>The billing status.</summary>
    public required BillingStatus BillingStatus { get; init; }

    /// <summary>The labels.</summary>
    public LabelSet Labels { get; init; }

    /// <summary>The billing rate in minor units an hour.</summary>
    public long HourRate { get; init; }

    /// <summary>The internal rate in minor units an hour.</summary>
    public long InternalHourRate { get; init; }
}
