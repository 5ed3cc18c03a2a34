using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire.Bodies;
using Polychron.Domain.Billing;
using Polychron.Domain.Errors;
using Polychron.Domain.Money;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Workspaces;
using Polychron.UseCases;
using Polychron.UseCases.Access;
using Polychron.UseCases.Projects.Settings;
using Fields = Polychron.Dialects.Timely.Wire.Bodies.Fields;

namespace Polychron.Dialects.Timely.Wire.Projects;

/// <summary>Bodies that create and change projects.</summary>
internal static class ProjectBody
{
    /// <summary>What the document's errors call a project's users.</summary>
    private const string WrongUsers = "project_users";

    /// <summary>A new project: its name and client are needed.</summary>
    /// <exception cref="RequestException">A value is not acceptable.</exception>
    public static ProjectSettings ToCreate(JsonBody body, Caller caller)
    {
        var settings = Read(TimelyBody.Read(body, "project"), caller, null);
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
    public static UpdateManagedProject.Command ToUpdate(JsonBody body, Caller caller, long id)
    {
        var reader = TimelyBody.Read(body, "project");
        return new UpdateManagedProject.Command
        {
            Id = id,
            Settings = Read(reader, caller, caller.Workspace.Picture.Projects.Find(id)),
            Rerate = RerateFlags.Read(body, reader),
        };
    }

    private static ProjectSettings Read(JsonObjectReader reader, Caller caller, Project? project)
    {
        var picture = caller.Workspace.Picture;
        var currency = Currency.Of(picture.Workspace?.Currency ?? "USD");
        var hourRate = Fields.Money(reader, "hour_rate", currency);
        var rateType = Fields.Word(reader, "rate_type", ProjectNames.ReadRateType);
        var budget = reader.DecimalNumber("budget", 0, 1_000_000_000).Or(null);
        var settings = new ProjectSettings
        {
            Title = Fields.Text(reader, "name", 1_000),
            Color = Fields.Color(reader),
            IsArchived = Fields.Not(reader, "active"),
            ClientId = Fields.Id(reader, "client_id"),
            DefaultBillingStatus = ReadBillable(reader, caller, project),
            RateType = rateType,
            HourRate = hourRate is { } rate ? Change<long>.To(rate) : default,
            Users = ReadUsers(reader, picture, project, rateType, currency),
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
    // Other dialects tell more than two statuses apart, or leave it to the member: what says the same already stays.
    private static Change<BillingStatus?> ReadBillable(JsonObjectReader reader, Caller caller, Project? project) =>
        reader.Boolean("billable").Or(null) is not { } isBillable
            || (project is not null && ProjectJson.IsBillable(caller.Workspace.Picture, project, caller.UserId) == isBillable)
            ? default
            : Change<BillingStatus?>.To(isBillable ? BillingStatus.Billable : BillingStatus.NotBillable);

    // Somebody on the project who left the account is shown as deleted, and was not let go by being sent back as they were shown.
    private static Change<IReadOnlyList<(long UserId, long? HourRate)>> ReadUsers(
        JsonObjectReader reader, WorkspacePicture picture, Project? project, Change<RateType> rateType, Currency currency)
    {
        var items = Fields.Objects(
            reader,
            "users",
            item => (
                UserId: item.WholeNumber("user_id", 1).Or(null) ?? 0,
                HourRate: Fields.Money(item, "hour_rate", currency),
                IsDeleted: item.Boolean("deleted").Or(null) ?? false),
            WrongUsers);
        if (!items.IsSet)
        {
            return default;
        }

        var all = items.Or([]);
        var users = all
            .Where(user => !user.IsDeleted || (project?.Users.ContainsKey(user.UserId) == true
                && picture.Members.GetValueOrDefault(user.UserId) is not { IsActive: true }))
            .Select(user => (user.UserId, IsOnlyShown(user.UserId, user.HourRate) ? null : user.HourRate))
            .ToList();
        if (users.Count == 0 && all.Count > 0)
        {
            // Without its last user it would be everyone's, which is what an empty list asks for.
            reader.Fail(WrongUsers, TimelyBody.Blank);
        }

        return Change<IReadOnlyList<(long, long?)>>.To(users);

        // The document asks for all users with a rate in every update: one that is not set, but counts and was shown, stays so.
        bool IsOnlyShown(long userId, long? hourRate) => project is not null
            && project.Users.GetValueOrDefault(userId) is { HourRate: null }
            && rateType.Or(project.RateType) == project.RateType
            && RateRules.HourRate(picture, project, userId) == hourRate;
    }
}
