using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.UseCases.CustomFields;

namespace Polychron.UseCases.Projects.Settings;

/// <summary>What is to be written of a project that managers keep; what is not set stays, or has its default where it is new.</summary>
public sealed record ProjectSettings
{
    /// <summary>Its title.</summary>
    public Change<string> Title { get; init; }

    /// <summary>Its colour, as #RRGGBB.</summary>
    public Change<string> Color { get; init; }

    /// <summary>Whether it is archived.</summary>
    public Change<bool> IsArchived { get; init; }

    /// <summary>The client it is for.</summary>
    public Change<long?> ClientId { get; init; }

    /// <summary>What its entries have unless they say otherwise.</summary>
    public Change<BillingStatus?> DefaultBillingStatus { get; init; }

    /// <summary>Whose rate its entries have.</summary>
    public Change<RateType> RateType { get; init; }

    /// <summary>Its rate: minor units an hour, at least 0.</summary>
    public Change<long> HourRate { get; init; }

    /// <summary>All its users, with their rates there; null keeps the rate, which for one who is new there is their own.</summary>
    public Change<IReadOnlyList<(long UserId, long? HourRate)>> Users { get; init; }

    /// <summary>What its budget counts.</summary>
    public Change<BudgetKind> BudgetKind { get; init; }

    /// <summary>Its budget in units of the workspace's money or in hours, at least 0; 0 is none.</summary>
    public Change<decimal> BudgetAmount { get; init; }

    /// <summary>When the budget starts anew; null for never.</summary>
    public Change<(BudgetPeriod Period, LocalDate Start, LocalDate? End)?> Recurrence { get; init; }

    /// <summary>Whether its entries need notes.</summary>
    public Change<bool> RequiresNotes { get; init; }

    /// <summary>Whether its entries need a label.</summary>
    public Change<bool> RequiresLabels { get; init; }

    /// <summary>Which labels its entries may have.</summary>
    public Change<LabelPolicy> LabelPolicy { get; init; }

    /// <summary>All its labels.</summary>
    public Change<IReadOnlyList<(long LabelId, bool IsRequired)>> Labels { get; init; }

    /// <summary>Whether it is invoiced by its budget.</summary>
    public Change<bool> InvoicesByBudget { get; init; }

    /// <summary>What it is elsewhere.</summary>
    public Change<string?> ExternalId { get; init; }

    /// <summary>Its notes; null or empty for none.</summary>
    public Change<string?> Notes { get; init; }

    /// <summary>Custom fields to set, or with a null value to remove; others stay.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

    /// <summary>What of custom fields the caller's API lets be set; null for all that the domain does.</summary>
    public CustomFieldLimits? CustomFieldLimits { get; init; }

    /// <summary>Whether a rate is to be written.</summary>
    internal bool SetsRates => HourRate.IsSet || Users.Or([]).Any(user => user.HourRate is not null);

    /// <summary>Whether rates of entries may change by it.</summary>
    public bool MayRerate => RateType.IsSet || HourRate.IsSet || Users.IsSet;
}
