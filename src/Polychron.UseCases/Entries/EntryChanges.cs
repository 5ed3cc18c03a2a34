using NodaTime;
using Polychron.Domain.Billing;
using Polychron.Domain.CustomFields;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Rates;
using Polychron.Domain.Time;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Projects;

namespace Polychron.UseCases.Entries;

/// <summary>Changes of an entry's values: what a single update and an update of many have in common.</summary>
public sealed record EntryChanges
{
    /// <summary>The start, inclusive.</summary>
    public Change<Instant> Start { get; init; }

    /// <summary>The end, exclusive; stops a running entry.</summary>
    public Change<Instant> End { get; init; }

    /// <summary>The project; null for none.</summary>
    public Change<ProjectReference?> Project { get; init; }

    /// <summary>The title; null removes it.</summary>
    public Change<string?> Title { get; init; }

    /// <summary>The notes; null removes them.</summary>
    public Change<string?> Notes { get; init; }

    /// <summary>The billing status; null resets it to the default of project, team, member and workspace.</summary>
    public Change<BillingStatus?> BillingStatus { get; init; }

    /// <summary>Custom fields to set, or with a null value to remove; others stay.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

    /// <summary>The entry after the changes, checked. New clock times make the duration theirs.</summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    internal Entry Apply(WorkspacePicture picture, Member member, Entry before, Instant now)
    {
        var project = Project.IsSet
            ? Project.Or(null)?.Resolve(picture, member, Fields.Project)
            : before.ProjectId is { } id ? picture.Projects.Find(id) : null;
        var after = before with
        {
            Start = Start.IsSet ? Microseconds.Truncate(Start.Or(default)) : before.Start,
            End = End.IsSet ? Microseconds.Truncate(End.Or(default)) : before.End,
            ProjectId = Project.IsSet ? project?.Id : before.ProjectId,
            Title = EntryRules.Text(Title.Or(before.Title)),
            Notes = EntryRules.Text(Notes.Or(before.Notes)),
            BillingStatus = Status(picture, project, before),
            CustomFields = CustomFieldSet.Merge(before.CustomFields, CustomFields ?? []),
        };
        if (after.Start != before.Start || after.End != before.End)
        {
            EntryRules.CheckInterval(after);
            after = Retimed(before, after);
        }

        if (after.ProjectId != before.ProjectId)
        {
            after = after with { HourRate = RateRules.HourRate(picture, project, before.UserId) };
        }

        EntryRules.Check(after, CustomFields);
        return after == before
            ? before
            : after with { UpdaterUserId = member.Id, BilledAt = BilledAt(before, after, now) };
    }

    private static Instant? BilledAt(Entry before, Entry after, Instant now) =>
        after.BillingStatus is Domain.Billing.BillingStatus.Billed or Domain.Billing.BillingStatus.Paid
            ? before.BilledAt ?? now
            : null;

    /// <summary>New clock times make the duration theirs. An open end goes on running, from the new start; an end stops it.</summary>
    private static Entry Retimed(Entry before, Entry after) => after.End is not { } end
        ? after with { TimerStartedAt = after.Start }
        : after with
        {
            IsDayOnly = false,
            TimerStartedAt = before.End is null ? null : before.TimerStartedAt,
            TimerStoppedAt = before.End is null ? end : before.TimerStoppedAt,
            DurationSeconds = Microseconds.WholeSeconds(after.Start, end) + (before.End is null ? before.DurationSeconds : 0),
        };

    private BillingStatus Status(WorkspacePicture picture, Project? project, Entry before) => BillingStatus.IsSet
        ? BillingStatus.Or(null) ?? BillingDefaults.Resolve(picture, project, before.UserId)
        : before.BillingStatus;
}
