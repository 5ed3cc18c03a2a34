using Polychron.Domain.Billing;
using Polychron.Domain.Entries;
using Polychron.Domain.Entries.Policies;
using Polychron.Domain.Errors;
using Polychron.Domain.Rates;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Workspaces;

/// <summary>Changes what a workspace's owner decides: defaults, and the rules for entries. Entries that are there stay as they are.</summary>
public static class SaveWorkspaceSettings
{
    /// <summary>What to change.</summary>
    public sealed record Command
    {
        /// <summary>The billing status of new entries where nothing else says one; null for undetermined.</summary>
        public Change<BillingStatus?> DefaultBillingStatus { get; init; }

        /// <summary>The rate of members who have none of their own: minor units an hour.</summary>
        public Change<long> DefaultHourRate { get; init; }

        /// <summary>How long members work who have no number of their own: seconds a week.</summary>
        public Change<long> WeeklyCapacitySeconds { get; init; }

        /// <summary>The change of the rules for entries, or null for none.</summary>
        public Func<EntryPolicy, EntryPolicy>? Policy { get; init; }
    }

    private const long SecondsOfWeek = 7 * 24 * 3_600;

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">The actor is no owner, or a value is not acceptable.</exception>
    public static Workspace Run(IWorkspaceTransaction transaction, Command command)
    {
        if (!ManagePermit.ManagesPeople(Permit.Writer(transaction)))
        {
            throw DomainException.Forbidden("Only owners may change the workspace's settings.");
        }

        var before = transaction.Picture.Workspace!;
        var after = before with
        {
            DefaultBillingStatus = command.DefaultBillingStatus.Or(before.DefaultBillingStatus),
            DefaultHourRate = command.DefaultHourRate.Or(before.DefaultHourRate),
            WeeklyCapacitySeconds = command.WeeklyCapacitySeconds.Or(before.WeeklyCapacitySeconds),
            EntryPolicy = command.Policy?.Invoke(before.EntryPolicy) ?? before.EntryPolicy,
        };
        Check(after);
        return transaction.Update(before, after);
    }

    private static void Check(Workspace workspace)
    {
        var errors = new List<FieldError>();
        if (!RateRules.IsRate(workspace.DefaultHourRate))
        {
            errors.Add(new("hour_rate", EntryRules.RateText));
        }

        if (workspace.WeeklyCapacitySeconds is < 0 or > SecondsOfWeek)
        {
            errors.Add(new("weekly_capacity", "A week has from 0 to 168 hours."));
        }

        if (workspace.EntryPolicy.Rounding.Minutes is < 1 or > Rounding.MaxMinutes)
        {
            errors.Add(new("entry_policy.rounding.minutes", $"A step has from 1 to {Rounding.MaxMinutes} minutes."));
        }

        if (workspace.EntryPolicy.LockedBefore is { } day
            && (day < EntryLimits.Earliest.InUtc().Date || day > EntryLimits.Latest.InUtc().Date))
        {
            errors.Add(new("entry_policy.locked_before", "A day lies between the years 1900 and 2199."));
        }

        if (errors.Count > 0)
        {
            throw DomainException.Invalid(errors);
        }
    }
}
