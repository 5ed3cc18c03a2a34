using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.UseCases.CustomFields;
using Polychron.UseCases.Entries.Policies;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.UseCases.Entries;

/// <summary>Creates an entry of the caller's time, or by those who manage it of a colleague's.</summary>
public static class CreateEntry
{
    /// <summary>What to create.</summary>
    public sealed record Command
    {
        /// <summary>Whose time it is; null is the caller.</summary>
        public long? UserId { get; init; }

        /// <summary>The start, inclusive.</summary>
        public required Instant Start { get; init; }

        /// <summary>The end, exclusive.</summary>
        public required Instant End { get; init; }

        /// <summary>Whether start and end are only the day and its duration, with no clock times.</summary>
        public bool IsDayOnly { get; init; }

        /// <summary>The duration, 0 or more; null is what lies between start and end.</summary>
        public long? DurationSeconds { get; init; }

        /// <summary>The seconds that it was expected to take.</summary>
        public long EstimatedSeconds { get; init; }

        /// <summary>Whether it is a plan.</summary>
        public bool IsEstimate { get; init; }

        /// <summary>The project, or null.</summary>
        public ProjectReference? Project { get; init; }

        /// <summary>
        /// Whether the entry is held to what its project asks of hours (see <see cref="ProjectUse"/>) and, where none is named,
        /// takes the default one (see <see cref="DefaultProject"/>).
        /// </summary>
        public bool ObeysProject { get; init; }

        /// <summary>The title, or null.</summary>
        public string? Title { get; init; }

        /// <summary>The notes, or null.</summary>
        public string? Notes { get; init; }

        /// <summary>The labels.</summary>
        public IReadOnlyCollection<long> LabelIds { get; init; } = [];

        /// <summary>The billing status; null takes the default of project, team, member and workspace.</summary>
        public BillingStatus? BillingStatus { get; init; }

        /// <summary>Whether it is billed; null leaves it to <see cref="BillingStatus"/>.</summary>
        public bool? IsBilled { get; init; }

        /// <summary>Whether it is billable; null leaves it to <see cref="BillingStatus"/>.</summary>
        public bool? IsBillable { get; init; }

        /// <summary>Its own rate in minor units an hour; null takes that of project or user.</summary>
        public long? HourRate { get; init; }

        /// <summary>What another system calls it, or null.</summary>
        public string? ExternalId { get; init; }

        /// <summary>The dialect through which it is created, or null.</summary>
        public string? Origin { get; init; }

        /// <summary>Custom fields, or null for none.</summary>
        public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

        /// <summary>What of custom fields the caller's API lets be set; null for all that the domain does.</summary>
        public CustomFieldLimits? CustomFieldLimits { get; init; }

        /// <summary>Whether the user's other entries make room: trimmed, split or removed in the same write.</summary>
        public bool ReplaceExisting { get; init; }
    }

    /// <summary>Runs it. What it refuses, it refuses before it changes anything.</summary>
    /// <exception cref="DomainException">The caller may not, or a value is not acceptable.</exception>
    public static async ValueTask<Entry> RunAsync(IWorkspaceTransaction transaction, Command command)
    {
        var actor = Permit.Writer(transaction);
        var user = ProjectUse.FindUser(transaction.Picture, actor, command.UserId ?? actor.Id);
        var project = await ProjectAsync(transaction, actor, user, command).ConfigureAwait(false);
        var draft = Draft(transaction, actor, user, project, command);
        EntryRules.CheckCustomFieldLimits(null, draft, command.CustomFields, command.CustomFieldLimits);
        EntryRules.Check(draft, command.CustomFields);
        EntryRules.CheckInterval(draft);
        if (command.HourRate is { } rate)
        {
            EntryRules.CheckRate(actor, rate);
        }

        if (command.ObeysProject)
        {
            ProjectUse.Check(transaction.Picture, project, null, draft);
        }

        if (command.ReplaceExisting)
        {
            await ClearInterval.RunAsync(transaction, user.Id, draft.Start, draft.EndAt(transaction.Now)).ConfigureAwait(false);
        }

        return await EntryWriter.CreateAsync(transaction, draft).ConfigureAwait(false);
    }

    private static async ValueTask<Project?> ProjectAsync(
        IWorkspaceTransaction transaction, Member actor, Member user, Command command)
    {
        if (!command.ObeysProject)
        {
            return command.Project?.Resolve(transaction.Picture, actor, Fields.Project);
        }

        return command.Project is { } named
            ? ProjectUse.Find(transaction.Picture, actor, user, named.Id)
            : await DefaultProject.FindAsync(transaction, actor, user).ConfigureAwait(false);
    }

    private static Entry Draft(
        IWorkspaceTransaction transaction, Member actor, Member user, Project? project, Command command)
    {
        var start = Microseconds.Truncate(command.Start);
        var end = Microseconds.Truncate(command.End);
        var status = BillingFlags.Apply(
            command.BillingStatus ?? BillingDefaults.Resolve(transaction.Picture, project, user.Id),
            command.IsBilled,
            command.IsBillable);
        return new Entry
        {
            UserId = user.Id,
            CreatorUserId = actor.Id,
            ProjectId = project?.Id,
            Start = start,
            End = end,
            IsDayOnly = command.IsDayOnly,
            DurationSeconds = command.DurationSeconds ?? Microseconds.WholeSeconds(start, end),
            EstimatedSeconds = command.EstimatedSeconds,
            IsEstimate = command.IsEstimate,
            HourRate = command.HourRate ?? RateRules.HourRate(transaction.Picture, project, user.Id),
            InternalHourRate = RateRules.InternalRate(transaction.Picture, user.Id),
            UpdaterUserId = actor.Id,
            BilledAt = BillingFlags.IsBilled(status) ? transaction.Now : null,
            Title = EntryRules.Text(command.Title),
            Notes = EntryRules.Text(command.Notes),
            LabelIds = [.. command.LabelIds],
            BillingStatus = status,
            ExternalId = EntryRules.Text(command.ExternalId),
            CreatedFrom = command.Origin,
            UpdatedFrom = command.Origin,
            CustomFields = CustomFieldSet.Merge(CustomFieldSet.Empty, command.CustomFields ?? []),
        };
    }
}
