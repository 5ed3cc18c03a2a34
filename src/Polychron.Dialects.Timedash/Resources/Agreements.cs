using Polychron.Dialects.Timedash.Mapping;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>An agreement: what work for a contact is done under. A project of the workspace.</summary>
internal static class Agreements
{
    public static readonly Resource<Project> Resource = new(
        "agreement",
        project => project.Id,
        [
            new("contact", PropertyKind.Integer, "The id of the contact that it is with.", (project, viewer) => PropertyValue.Of(viewer.Contact(project.ClientId))) { IsNullable = true },
            new("name", PropertyKind.Text, "Its name: 1 to 500 characters.", (project, _) => PropertyValue.Of(project.Title)),
            new("rate", PropertyKind.Integer, "What an hour costs, in minor units of the currency (cents); null where each user has a rate, or for who is not shown rates.", (project, viewer) => viewer.Money(project.RateType == RateType.Project ? project.HourRate : null)) { IsNullable = true },
            new("currency", PropertyKind.Text, "The ISO 4217 code of the currency in lower case: the account's.", (_, viewer) => PropertyValue.Of(viewer.CurrencyCode)),
            new("billable", PropertyKind.Boolean, "Whether new assignments are billable; null leaves it to the account's defaults.", (project, _) => PropertyValue.Of(IsBillable(project))) { IsNullable = true },
            new("terms", PropertyKind.Text, "Its terms: up to 10,000 characters.", (project, _) => PropertyValue.Of(project.Notes)) { IsNullable = true },
            new("budget_type", PropertyKind.Text, "What the budget is counted in.", (project, _) => PropertyValue.Of(BudgetTypes.Of(project.Budget.Kind))) { Choices = BudgetTypes.Names },
            new("budget", PropertyKind.Integer, "The budget: minor units of the currency, or seconds; null without one, or for who is not shown money.", Budget) { IsNullable = true },
            new("archived", PropertyKind.Boolean, "Whether it was put away: no new assignments.", (project, _) => PropertyValue.Of(project.IsArchived)),
            new("created", PropertyKind.Moment, "When it was created.", (project, _) => PropertyValue.Of(project.CreatedAt)),
            new("updated", PropertyKind.Moment, "When it was last changed.", (project, _) => PropertyValue.Of(project.UpdatedAt)),
        ],
        project => project.CustomFields);

    /// <summary>The ETag: of all that is shown to the viewer, the deletion of the contact included.</summary>
    public static string ETag(Project project, Viewer viewer) =>
        $"\"{project.Id}-{project.Version}-{viewer.Contact(project.ClientId) ?? 0}-{(viewer.SeesRates ? 1 : 0)}\"";

    /// <summary>Whether new assignments are billable; null for who has no agreement, or one that leaves it to the account's defaults.</summary>
    public static bool? IsBillable(Project? project) =>
        project?.DefaultBillingStatus is { } status ? BillingFlags.IsBillable(status) : null;

    private static PropertyValue Budget(Project project, Viewer viewer) => project.Budget.Kind switch
    {
        BudgetKind.Money => viewer.Money(project.Budget.Amount),
        BudgetKind.Time => PropertyValue.Of(project.Budget.Amount),
        _ => default,
    };
}
