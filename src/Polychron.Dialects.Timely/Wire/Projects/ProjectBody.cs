using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Money;
using Polychron.UseCases;
using Polychron.UseCases.Projects.Settings;
using Fields = Polychron.Dialects.Timely.Wire.Bodies.Fields;

namespace Polychron.Dialects.Timely.Wire.Projects;

/// <summary>Bodies that create and change projects.</summary>
internal static class ProjectBody
{
    /// <summary>A new project: its name and client are needed.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static ProjectSettings ToCreate(JsonBody body, Currency currency)
    {
        var settings = Read(TimelyBody.Read(body, "project"), currency);
        var missing = new List<FieldError>();
        if (!settings.Title.IsSet)
        {
            missing.Add(new("name", TimelyBody.Blank));
        }

        if (settings.ClientId.Or(null) is null)
        {
            missing.Add(new("client_id", TimelyBody.Blank));
        }

        return missing.Count == 0 ? settings : throw new RequestException(missing);
    }

    /// <summary>A change of a project, by default also of the rates of its hours.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static UpdateManagedProject.Command ToUpdate(JsonBody body, Currency currency, long id)
    {
        var reader = TimelyBody.Read(body, "project");
        return new UpdateManagedProject.Command
        {
            Id = id,
            Settings = Read(reader, currency),
            Rerate = RerateFlags.Read(body, reader),
        };
    }

    private static ProjectSettings Read(JsonObjectReader reader, Currency currency)
    {
        var hourRate = Fields.Money(reader, "hour_rate", currency);
        var budget = reader.DecimalNumber("budget", 0, 1_000_000_000).Or(null);
        var settings = new ProjectSettings
        {
            Title = Fields.Text(reader, "name", 1_000),
            Color = Fields.Color(reader),
            IsArchived = Fields.Not(reader, "active"),
            ClientId = Fields.Id(reader, "client_id"),
            DefaultBillingStatus = reader.Boolean("billable").Or(null) is { } isBillable
                ? Change<BillingStatus?>.To(isBillable ? BillingStatus.Billable : BillingStatus.NotBillable)
                : default,
            RateType = Fields.Word(reader, "rate_type", ProjectNames.ReadRateType),
            HourRate = hourRate is { } rate ? Change<long>.To(rate) : default,
            Users = Fields.Objects(reader, "users", item =>
                (item.WholeNumber("user_id", 1).Or(null) ?? 0,
                    Fields.Money(item, "hour_rate", currency),
                    item.Boolean("deleted").Or(null) ?? false)) is { IsSet: true } users
                ? Change<IReadOnlyList<(long, long?)>>.To(
                    [.. users.Or([]).Where(user => !user.Item3).Select(user => (user.Item1, user.Item2))])
                : default,
            BudgetKind = Fields.Word(reader, "budget_type", ProjectNames.ReadBudgetKind),
            BudgetAmount = budget is { } amount ? Change<decimal>.To(amount) : default,
            Recurrence = RecurrenceField.Read(reader),
            RequiresNotes = Fields.Flag(reader, "required_notes"),
            RequiresLabels = Fields.Flag(reader, "required_labels"),
            LabelPolicy = Fields.Word(reader, "enable_labels", ProjectNames.ReadLabelPolicy),
            Labels = Fields.Objects(reader, "labels", static item =>
                (item.WholeNumber("label_id", 1).Or(null) ?? 0, item.Boolean("required").Or(null) ?? false)),
            InvoicesByBudget = Fields.Flag(reader, "invoice_by_budget"),
            ExternalId = Fields.OptionalText(reader, "external_id", TimelyBody.MaxExternalIdLength),
        };
        reader.ThrowIfInvalid();
        return settings;
    }
}
