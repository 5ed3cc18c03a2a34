using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.UseCases.Timers;

/// <summary>Starts a timer and stops the caller's running one in the same write, so that nobody ever has two.</summary>
public static class StartTimer
{
    /// <summary>What to start.</summary>
    public sealed record Command
    {
        /// <summary>When it should have started; null for now.</summary>
        public Instant? Start { get; init; }

        /// <summary>The project, or null.</summary>
        public ProjectReference? Project { get; init; }

        /// <summary>The title, or null.</summary>
        public string? Title { get; init; }

        /// <summary>The notes, or null.</summary>
        public string? Notes { get; init; }

        /// <summary>The labels.</summary>
        public IReadOnlyCollection<long> LabelIds { get; init; } = [];

        /// <summary>What another system calls it, or null.</summary>
        public string? ExternalId { get; init; }

        /// <summary>The dialect through which it is created, or null.</summary>
        public string? Origin { get; init; }

        /// <summary>Whether a timer that runs already refuses this one instead of being stopped by it.</summary>
        public bool RefusesIfRunning { get; init; }

        /// <summary>The billing status; null takes the default.</summary>
        public BillingStatus? BillingStatus { get; init; }

        /// <summary>Custom fields, or null for none.</summary>
        public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

        /// <summary>Whether the caller's other entries since the start make room.</summary>
        public bool ReplaceExisting { get; init; }
    }

    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">The caller may not, or a value is not acceptable.</exception>
    public static async ValueTask<Entry> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var member = Permit.Writer(transaction);
        var project = command.Project?.Resolve(transaction.Picture, member, Fields.Project);
        var start = Microseconds.Truncate(command.Start ?? transaction.Now);
        if (start > transaction.Now + EntryLimits.MaxTimerLead)
        {
            throw DomainException.Invalid(Fields.Start, "A timer cannot start in the future.");
        }

        var draft = new Entry
        {
            UserId = member.Id,
            CreatorUserId = member.Id,
            ProjectId = project?.Id,
            Start = start,
            TimerStartedAt = start,
            DurationSeconds = 0,
            HourRate = RateRules.HourRate(transaction.Picture, project, member.Id),
            InternalHourRate = RateRules.InternalRate(transaction.Picture, member.Id),
            UpdaterUserId = member.Id,
            LabelIds = [.. command.LabelIds],
            ExternalId = EntryRules.Text(command.ExternalId),
            CreatedFrom = command.Origin,
            UpdatedFrom = command.Origin,
            BilledAt = BillingFlags.IsBilled(command.BillingStatus ?? default) ? transaction.Now : null,
            Title = EntryRules.Text(command.Title),
            Notes = EntryRules.Text(command.Notes),
            BillingStatus = command.BillingStatus ?? BillingDefaults.Resolve(transaction.Picture, project, member.Id),
            CustomFields = CustomFieldSet.Merge(CustomFieldSet.Empty, command.CustomFields ?? []),
        };
        EntryRules.Check(draft, command.CustomFields);
        EntryRules.CheckInterval(draft);

        if (transaction.Picture.Running.GetValueOrDefault(member.Id) is { } running)
        {
            if (command.RefusesIfRunning)
            {
                throw DomainException.Conflict("timer", "A timer runs already; stop it, or switch to another one.", Reasons.TimerRunning);
            }

            // The old timer ends where the new one begins, if that is within its run; a start before it leaves its run whole.
            var end = start >= running.TimerStartedAt && start < transaction.Now ? start : transaction.Now;
            StopTimer.Stop(transaction, running, end, command.Origin);
        }

        if (command.ReplaceExisting)
        {
            await ClearInterval.RunAsync(transaction, member.Id, start, transaction.Now).ConfigureAwait(false);
        }

        return await EntryWriter.CreateAsync(transaction, draft).ConfigureAwait(false);
    }
}
