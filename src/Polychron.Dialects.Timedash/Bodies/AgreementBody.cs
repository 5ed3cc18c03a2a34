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
/// <param name="Currency">The currency that the client means, or null.</param>
/// <param name="BudgetType">What the budget is counted in, or null for what it is.</param>
/// <param name="Budget">The budget in minor units or seconds; null for none.</param>
internal sealed record AgreementBody(
    ProjectSettings Settings, string? Currency, BudgetKind? BudgetType, Change<long?> Budget)
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
            DefaultBillingStatus = reader.Boolean("billable").Select(Status).ToChange(),
            Notes = reader.Text("terms", ProjectLimits.MaxNotesLength, isMultiline: true).ToChange(),
            IsArchived = reader.Boolean("archived").NotNull(reader, "archived"),
            CustomFields = MetadataField.Read(reader),
            MaxCustomFields = MetadataNames.MaxCount,

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
            reader.Text("currency", 10).NotNull(reader, "currency").Or("") is { Length: > 0 } currency ? currency : null,
            kind,
            reader.WholeNumber("budget", 0, 1_000 * MaxAmount).ToChange());
        reader.ThrowIfInvalid();
        return agreement;
    }

    /// <summary>All that is to be written.</summary>
    /// <param name="viewer">Who writes.</param>
    /// <param name="budget">The budget as it is.</param>
    /// <exception cref="RequestException">The currency is not the account's, or a budget has no unit.</exception>
    public ProjectSettings ToSettings(Viewer viewer, Budget budget)
    {
        if (Currency is not null && !Currency.Equals(viewer.CurrencyCode, StringComparison.OrdinalIgnoreCase))
        {
            throw RequestException.Invalid("currency", $"The currency of all agreements is the account's: {viewer.CurrencyCode}.");
        }

        var kind = BudgetType ?? budget.Kind;
        if (Budget.Or(null) is not { } amount)
        {
            // Who is not shown the budget sends null back for it.
            return BudgetType is null && (!Budget.IsSet || (budget.Kind == BudgetKind.Money && !viewer.SeesRates))
                ? Settings
                : Settings with
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

        return Settings with
        {
            BudgetKind = Change<BudgetKind>.To(kind),
            BudgetAmount = Change<decimal>.To(kind == BudgetKind.Time ? amount / 3_600m : viewer.Currency.ToAmount(amount)),
        };
    }

    private static BillingStatus? Status(bool? isBillable) => isBillable switch
    {
        null => null,
        true => BillingStatus.Billable,
        false => BillingStatus.NotBillable,
    };
}
