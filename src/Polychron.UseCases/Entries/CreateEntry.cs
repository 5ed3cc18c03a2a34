using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.UseCases.Entries;

/// <summary>Creates an entry of the caller's time.</summary>
public static class CreateEntry
{
    /// <summary>What to create.</summary>
    public sealed record Command
    {
        /// <summary>The start, inclusive.</summary>
        public required Instant Start { get; init; }

        /// <summary>The end, exclusive.</summary>
        public required Instant End { get; init; }

        /// <summary>The project, or null.</summary>
        public ProjectReference? Project { get; init; }

        /// <summary>The title, or null.</summary>
        public string? Title { get; init; }

        /// <summary>The notes, or null.</summary>
        public string? Notes { get; init; }

        /// <summary>The billing status; null takes the default of project, team, member and workspace.</summary>
        public BillingStatus? BillingStatus { get; init; }

        /// <summary>Custom fields, or null for none.</summary>
        public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

        /// <summary>Whether the caller's other entries make room: trimmed, split or removed in the same write.</summary>
        public bool ReplaceExisting { get; init; }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">The caller may not, or a value is not acceptable.</exception>
    public static async ValueTask<Entry> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var member = Permit.Writer(transaction);
        var project = command.Project?.Resolve(transaction.Picture, member, Fields.Project);
        var start = Microseconds.Truncate(command.Start);
        var end = Microseconds.Truncate(command.End);
        var draft = new Entry
        {
            UserId = member.Id,
            CreatorUserId = member.Id,
            ProjectId = project?.Id,
            Start = start,
            End = end,
            DurationSeconds = Microseconds.WholeSeconds(start, end),
            HourRate = RateRules.HourRate(transaction.Picture, project, member.Id),
            InternalHourRate = RateRules.InternalRate(transaction.Picture, member.Id),
            UpdaterUserId = member.Id,
            BilledAt = command.BillingStatus is Domain.Billing.BillingStatus.Billed or Domain.Billing.BillingStatus.Paid
                ? transaction.Now
                : null,
            Title = EntryRules.Text(command.Title),
            Notes = EntryRules.Text(command.Notes),
            BillingStatus = command.BillingStatus ?? BillingDefaults.Resolve(transaction.Picture, project, member.Id),
            CustomFields = CustomFieldSet.Merge(CustomFieldSet.Empty, command.CustomFields ?? []),
        };
        EntryRules.Check(draft, command.CustomFields);
        EntryRules.CheckInterval(draft);
        if (command.ReplaceExisting)
        {
            await ClearInterval.RunAsync(transaction, member.Id, start, end).ConfigureAwait(false);
        }

        return transaction.Create(draft);
    }
}
