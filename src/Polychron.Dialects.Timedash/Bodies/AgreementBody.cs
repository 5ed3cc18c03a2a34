using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Domain.Billing;
using Polychron.Domain.Budgets;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.UseCases;
using Polychron.UseCases.Projects.Settings;

namespace Polychron.Dialects.Timedash.Bodies;

/// <summary>The body of a request that writes an agreement.</summary>
/// <param name="Settings">What can be read without the account.</param>
/// <param name="Billable">Whether new assignments are billable; null leaves it to the account's defaults.</param>
/// <param name="Currency">The currency that the client means, or null.</param>
/// <param name="BudgetType">What the budget is counted in, or null for what it is.</param>
/// <param name="Budget">The budget in minor units or seconds; null for none.</param>
internal sealed record AgreementBody(
    ProjectSettings Settings, Optional<bool?> Billable, string? Currency, BudgetKind? BudgetType, Change<long?> Budget)
{
    /// <summary>What can be set.</summary>
    public static readonly string[] Settable =
        ["contact", "name", "rate", "currency", "billable", "terms", "budget_type", "budget", "archived", "metadata"];

    private const long MaxAmount = 1_000_000_000;

    private static readonly string[] Shown = ["id", "object", "created", "updated"];

    /// <summary>Reads the body.</summary>
    public static AgreementBody Read(JsonBody body, bool isNew)
    {
        var reader = Members.Read(body, Settable, Shown);
        if (isNew)
        {
            reader.Require("name");
        }

        var rate = reader.WholeNumber("rate", 0, MaxAmount).Or(null);
        var settings = new ProjectSettings
        {
            ClientId = reader.Id("contact").ToChange(),
            Title = reader.Text("name", ProjectLimits.MaxTitleLength).NotNull(reader, "name"),

            // Null is what agreements show whose users have rates: sent back, it changes nothing.
            HourRate = rate is { } given ? Change<long>.To(given) : default,
            RateType = rate is null ? default : Change<RateType>.To(RateType.Project),
            Notes = reader.Text("terms", ProjectLimits.MaxNotesLength, isMultiline: true).ToChange(),
            IsArchived = reader.Boolean("archived").NotNull(reader, "archived"),
            CustomFields = MetadataField.Read(reader),
            CustomFieldLimits = MetadataField.Limits,

            // An agreement is the account's: everyone may work under it.
            Users = isNew ? Change<IReadOnlyList<(long UserId, long? HourRate)>>.To([]) : default,
        };
        var type = reader.Text("budget_type", 10).NotNull(reader, "budget_type");
        var kind = BudgetTypes.Find(type.Or(""));
        if (type.IsSet && kind is null)
        {
            reader.Fail("budget_type", "must be none, money or time.");
        }

        var agreement = new AgreementBody(
            settings,
            reader.Boolean("billable"),
            reader.Text("currency", 10).NotNull(reader, "currency").Or("") is { Length: > 0 } currency ? currency : null,
            kind,
            reader.WholeNumber("budget", 0, 1_000 * MaxAmount).ToChange());
        reader.ThrowIfInvalid();
        return agreement;
    }

    /// <summary>All that is to be written.</summary>
    /// <param name="viewer">Who writes.</param>
    /// <param name="project">The agreement as it is; null for a new one.</param>
    /// <exception cref="RequestException">The currency is not the account's, or a budget has no unit.</exception>
    public ProjectSettings ToSettings(Viewer viewer, Project? project)
    {
        if (Currency is not null && !Currency.Equals(viewer.CurrencyCode, StringComparison.OrdinalIgnoreCase))
        {
            throw RequestException.Invalid("currency", $"The currency of all agreements is the account's: {viewer.CurrencyCode}.");
        }

        var settings = Settings with { DefaultBillingStatus = DefaultBillingStatus(project) };
        var before = project?.Budget.Kind ?? BudgetKind.None;
        var kind = BudgetType ?? before;
        if (Budget.Or(null) is not { } amount)
        {
            // Who is not shown the budget sends null back for it, beside its type.
            return kind == before && (!Budget.IsSet || (kind == BudgetKind.Money && !viewer.SeesRates))
                ? settings
                : settings with
                {
                    BudgetKind = Change<BudgetKind>.To(Budget.IsSet ? BudgetKind.None : kind),
                };
        }

        if (kind == BudgetKind.None)
        {
            throw RequestException.Invalid("budget_type", "A budget needs a budget_type: money or time.");
        }

        if (kind == BudgetKind.Money && !viewer.SeesRates)
        {
            throw new RequestException(RequestErrorKind.Forbidden, "Money is not shown to you, so you may not change budgets of it.");
        }

        return settings with
        {
            BudgetKind = Change<BudgetKind>.To(kind),
            BudgetAmount = Change<decimal>.To(kind == BudgetKind.Time ? amount / 3_600m : viewer.Currency.ToAmount(amount)),
        };
    }

    // The flag tells fewer statuses apart than there are: as it is shown, it changes none of them.
    private Change<BillingStatus?> DefaultBillingStatus(Project? project) =>
        Billable.IsPresent && Billable.Value != Agreements.IsBillable(project)
            ? Change<BillingStatus?>.To(Status(Billable.Value))
            : default;

    private static BillingStatus? Status(bool? isBillable) => isBillable switch
    {
        null => null,
        true => BillingStatus.Billable,
        false => BillingStatus.NotBillable,
    };
}
