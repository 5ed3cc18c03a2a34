using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Budgets;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Money;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.CustomFields;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Projects.Settings;

/// <summary>Puts settings into a project and checks what they name.</summary>
internal static class ProjectSettingsRules
{
    /// <summary>How many users or labels one project names at most.</summary>
    private const int MaxParts = 5_000;

    private const string IsInvalid = "is invalid";

    /// <summary>The project with the settings in it.</summary>
    /// <exception cref="DomainException">A value is not acceptable; all that are wrong are named.</exception>
    public static Project Apply(WorkspacePicture picture, Member member, Project project, ProjectSettings settings, Instant now)
    {
        if (settings.SetsRates && !RatePermit.SeesRates(member))
        {
            throw DomainException.Forbidden("Rates are hidden from you, so you may not change them.");
        }

        var errors = new List<FieldError>();
        var after = project with
        {
            Title = settings.Title.Or(project.Title),
            Color = settings.Color.Or(project.Color),
            IsArchived = settings.IsArchived.Or(project.IsArchived),
            ClientId = settings.ClientId.Or(project.ClientId),
            DefaultBillingStatus = settings.DefaultBillingStatus.Or(project.DefaultBillingStatus),
            RateType = settings.RateType.Or(project.RateType),
            HourRate = settings.HourRate.Or(project.HourRate),
            Users = settings.Users.IsSet ? Users(picture, project, settings.Users.Or([]), now, errors) : project.Users,
            Budget = Budget(picture, project.Budget, settings, now, errors),
            RequiresNotes = settings.RequiresNotes.Or(project.RequiresNotes),
            RequiresLabels = settings.RequiresLabels.Or(project.RequiresLabels),
            LabelPolicy = settings.LabelPolicy.Or(project.LabelPolicy),
            Labels = settings.Labels.IsSet ? Labels(picture, project, settings.Labels.Or([]), now, errors) : project.Labels,
            InvoicesByBudget = settings.InvoicesByBudget.Or(project.InvoicesByBudget),
            ExternalId = settings.ExternalId.Or(project.ExternalId),
            Notes = settings.Notes.Or(project.Notes) is { Length: > 0 } notes ? notes : null,
            CustomFields = CustomFieldSet.Merge(project.CustomFields, settings.CustomFields ?? []),
        };
        CustomFieldRules.CheckLimits(project.CustomFields, settings.CustomFields, after.CustomFields, settings.CustomFieldLimits, errors);
        if (string.IsNullOrWhiteSpace(after.Title))
        {
            errors.Add(new(Fields.Title, "can't be blank"));
        }

        if (after.ClientId is { } clientId && after.ClientId != project.ClientId && !picture.Clients.ContainsKey(clientId))
        {
            errors.Add(new("client_id", IsInvalid));
        }

        if (!RateRules.IsRate(after.HourRate) && after.HourRate != project.HourRate)
        {
            errors.Add(new("hour_rate", IsInvalid));
        }

        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }

        ProjectRules.Check(after, settings.CustomFields);
        return after;
    }

    private static ImmutableSortedDictionary<long, ProjectUser> Users(
        WorkspacePicture picture,
        Project project,
        IReadOnlyList<(long UserId, long? HourRate)> wanted,
        Instant now,
        List<FieldError> errors)
    {
        var users = ImmutableSortedDictionary.CreateBuilder<long, ProjectUser>();
        foreach (var (userId, hourRate) in wanted)
        {
            var known = project.Users.GetValueOrDefault(userId);
            if ((known is null && picture.Members.GetValueOrDefault(userId) is not { IsActive: true })
                || (!RateRules.IsRate(hourRate) && hourRate != known?.HourRate) || users.Count >= MaxParts)
            {
                errors.Add(new("project_users", IsInvalid));
                return project.Users;
            }

            users[userId] = known is null ? new ProjectUser(hourRate, now, now)
                : hourRate is null || known.HourRate == hourRate ? known
                : known with { HourRate = hourRate, UpdatedAt = now };
        }

        return Same(project.Users, users);
    }

    private static ImmutableSortedDictionary<long, ProjectLabel> Labels(
        WorkspacePicture picture,
        Project project,
        IReadOnlyList<(long LabelId, bool IsRequired)> wanted,
        Instant now,
        List<FieldError> errors)
    {
        var labels = ImmutableSortedDictionary.CreateBuilder<long, ProjectLabel>();
        foreach (var (labelId, isRequired) in wanted)
        {
            if (!picture.Labels.ContainsKey(labelId) || labels.Count >= MaxParts)
            {
                errors.Add(new("labels", IsInvalid));
                return project.Labels;
            }

            labels[labelId] = project.Labels.GetValueOrDefault(labelId) is { } known && known.IsRequired == isRequired
                ? known
                : new ProjectLabel(isRequired, now);
        }

        return Same(project.Labels, labels);
    }

    // Records are compared by their parts: equal parts must not look like a change.
    private static ImmutableSortedDictionary<long, T> Same<T>(
        ImmutableSortedDictionary<long, T> before, ImmutableSortedDictionary<long, T>.Builder after)
        where T : class =>
        after.Count == before.Count && after.All(part => Equals(part.Value, before.GetValueOrDefault(part.Key))) ? before : after.ToImmutable();

    private static Budget Budget(
        WorkspacePicture picture, Budget before, ProjectSettings settings, Instant now, List<FieldError> errors)
    {
        var currency = Currency.Of(picture.Workspace?.Currency ?? "USD");
        var kind = settings.BudgetKind.Or(before.Kind);
        var amount = before.Amount;
        if (settings.BudgetAmount.IsSet)
        {
            var wanted = settings.BudgetAmount.Or(0);
            kind = kind == BudgetKind.None && wanted > 0 && !settings.BudgetKind.IsSet ? BudgetKind.Money : kind;
            if (wanted < 0 || wanted > 1_000_000_000)
            {
                errors.Add(new("budget", IsInvalid));
                return before;
            }

            amount = kind == BudgetKind.Time
                ? (long)Math.Round(wanted * 3_600, MidpointRounding.AwayFromZero)
                : currency.ToMinor(wanted) ?? 0;
        }
        else if (kind != before.Kind)
        {
            // An amount of money is no number of hours.
            amount = 0;
        }

        var recurrence = before.Recurrence;
        if (settings.Recurrence.IsSet)
        {
            recurrence = settings.Recurrence.Or(null) is not var (period, start, end) ? null
                : before.Recurrence is { } old && old.Period == period && old.Start == start && old.End == end ? old
                : new BudgetRecurrence(period, start, end, now);
            if (recurrence is { } checkedOne && checkedOne.End < checkedOne.Start)
            {
                errors.Add(new("budget_recurrence", IsInvalid));
            }
        }

        return kind == BudgetKind.None || (amount == 0 && recurrence is null)
            ? Domain.Budgets.Budget.None
            : new Budget(kind, amount, recurrence);
    }
}
