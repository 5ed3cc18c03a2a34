using System.Collections.Immutable;
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
using Polychron.UseCases.CustomFields;
using Polychron.UseCases.Projects;

namespace Polychron.UseCases.Entries;

/// <summary>Changes of an entry's values: what a single update and an update of many have in common.</summary>
public sealed record EntryChanges
{
    /// <summary>The start, inclusive.</summary>
    public Change<Instant> Start { get; init; }

    /// <summary>The end, exclusive; stops a running entry.</summary>
    public Change<Instant> End { get; init; }

    /// <summary>Whether the end is said to be open, as it is of a running entry and of no other.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Times of which the duration is a fact of its own, instead of start and end; null leaves them.</summary>
    public ClockTimes? Clock { get; init; }

    /// <summary>The times of a timesheet, instead of start and end; null leaves them.</summary>
    public TimesheetTimes? Times { get; init; }

    /// <summary>The start and duration as one interval, instead of start and end; null leaves them.</summary>
    public SpanTimes? Span { get; init; }

    /// <summary>The estimate.</summary>
    public DurationParts Estimate { get; init; }

    /// <summary>Whether it is a plan.</summary>
    public Change<bool> IsEstimate { get; init; }

    /// <summary>Whose time it is: a colleague's by those who manage it.</summary>
    public Change<long> UserId { get; init; }

    /// <summary>The project; null for none.</summary>
    public Change<ProjectReference?> Project { get; init; }

    /// <summary>Whether the entry is held to what its project asks of hours, as far as it changes (see <see cref="ProjectUse"/>).</summary>
    public bool ObeysProject { get; init; }

    /// <summary>The title; null removes it.</summary>
    public Change<string?> Title { get; init; }

    /// <summary>The notes; null removes them.</summary>
    public Change<string?> Notes { get; init; }

    /// <summary>Title and notes as one text (see <see cref="EntryText"/>); one that is as they stand together changes neither.</summary>
    public Change<string?> Text { get; init; }

    /// <summary>The labels.</summary>
    public Change<IReadOnlyCollection<long>> LabelIds { get; init; }

    /// <summary>The billing status; null resets it to the default of project, team, member and workspace.</summary>
    public Change<BillingStatus?> BillingStatus { get; init; }

    /// <summary>Whether it is billed; null leaves it.</summary>
    public bool? IsBilled { get; init; }

    /// <summary>Whether it is billable; null leaves it.</summary>
    public bool? IsBillable { get; init; }

    /// <summary>Whether it is paid; null leaves it.</summary>
    public bool? IsPaid { get; init; }

    /// <summary>Its own rate in minor units an hour.</summary>
    public Change<long> HourRate { get; init; }

    /// <summary>What another system calls it; null removes it.</summary>
    public Change<string?> ExternalId { get; init; }

    /// <summary>The dialect through which it is changed, or null.</summary>
    public string? Origin { get; init; }

    /// <summary>Custom fields to set, or with a null value to remove; others stay.</summary>
    public IReadOnlyCollection<KeyValuePair<string, string?>>? CustomFields { get; init; }

    /// <summary>What of custom fields the caller's API lets be set; null for all that the domain does.</summary>
    public CustomFieldLimits? CustomFieldLimits { get; init; }

    /// <summary>The entry after the changes, checked. New clock times make the duration theirs.</summary>
    /// <exception cref="DomainException">A value is not acceptable.</exception>
    internal Entry Apply(WorkspacePicture picture, Member actor, Entry before, Instant now)
    {
        var userId = UserId.Or(before.UserId);
        var current = before.ProjectId is { } projectId ? picture.Projects.Find(projectId) : null;
        var project = FindProject(picture, actor, before, current, userId);
        var after = Retimed(picture, before) with
        {
            UserId = userId,
            ProjectId = project?.Id == current?.Id ? before.ProjectId : project?.Id,
            Title = EntryRules.Text(Title.Or(before.Title)),
            Notes = EntryRules.Text(Notes.Or(before.Notes)),
            LabelIds = Labels(picture, before),
            EstimatedSeconds = Estimate.Apply(before.EstimatedSeconds),
            IsEstimate = IsEstimate.Or(before.IsEstimate),
            BillingStatus = BillingFlags.Apply(Status(picture, project, before), IsBilled, IsBillable, IsPaid),
            ExternalId = ExternalId.Or(before.ExternalId),
            CustomFields = CustomFieldSet.Merge(before.CustomFields, CustomFields ?? []),
        };
        if (Text.IsSet && Text.Or(null) is var text && (text ?? "") != EntryText.Join(before.Title, before.Notes))
        {
            var (title, notes) = EntryText.Split(text);
            after = after with { Title = title, Notes = notes };
        }

        after = Rerated(picture, actor, project, before, after);
        EntryRules.CheckCustomFieldLimits(before, after, CustomFields, CustomFieldLimits);
        EntryRules.Check(after, CustomFields);
        if (ObeysProject)
        {
            ProjectUse.Check(picture, project, before, after);
        }

        return after == before
            ? before
            : after with { UpdaterUserId = actor.Id, UpdatedFrom = Origin ?? before.UpdatedFrom, BilledAt = BilledAt(before, after, now) };
    }

    // What was deleted since is shown to nobody: the labels that are shown, sent back, are no change. Sets are compared by what
    // they are, records by their parts: equal labels must not look like a change.
    private ImmutableSortedSet<long> Labels(WorkspacePicture picture, Entry before)
    {
        if (!LabelIds.IsSet)
        {
            return before.LabelIds;
        }

        ImmutableSortedSet<long> wanted = [.. LabelIds.Or([])];
        return wanted.SetEquals(before.LabelIds) || wanted.SetEquals(before.LabelIds.Where(picture.Labels.ContainsKey))
            ? before.LabelIds
            : wanted;
    }

    // The project that an entry is shown with is none that it has to be given, also where the actor does not see it any more.
    private Project? FindProject(WorkspacePicture picture, Member actor, Entry before, Project? current, long userId)
    {
        if (userId != before.UserId)
        {
            ProjectUse.FindUser(picture, actor, userId);
        }

        if (!ObeysProject)
        {
            return !Project.IsSet || (current is not null && Project.Or(null)?.Id == current.Id)
                ? current
                : Project.Or(null)?.Resolve(picture, actor, Fields.Project);
        }

        var wanted = Project.IsSet ? Project.Or(null)?.Id : current?.Id;

        // What stays as it is need not be allowed any more.
        return wanted is null ? null
            : wanted == current?.Id && userId == before.UserId ? current
            : ProjectUse.Find(picture, actor, picture.Members[userId], wanted);
    }

    private Entry Retimed(WorkspacePicture picture, Entry before)
    {
        if (IsOpen && !before.IsRunning)
        {
            throw DomainException.Invalid(Fields.End, "A time entry that does not run has an end.");
        }

        if (Clock is { } clock)
        {
            return clock.Apply(before);
        }

        var after = Times is { } times ? times.Apply(before, Zones.Stored(picture.Workspace?.TimeZone ?? "UTC"))
            : Span is { } span ? span.Apply(before)
            : before with
            {
                Start = Start.IsSet ? Microseconds.Truncate(Start.Or(default)) : before.Start,
                End = End.IsSet ? Microseconds.Truncate(End.Or(default)) : before.End,
            };
        if (after.Start == before.Start && after.End == before.End)
        {
            return after;
        }

        EntryRules.CheckInterval(after);
        return Times is null && Span is null ? Measured(before, after) : after;
    }

    // Its own rate if one is given; another project or user brings theirs.
    private Entry Rerated(WorkspacePicture picture, Member actor, Project? project, Entry before, Entry after)
    {
        if (after.UserId != before.UserId)
        {
            after = after with { InternalHourRate = RateRules.InternalRate(picture, after.UserId) };
        }

        if (HourRate.IsSet && HourRate.Or(0) is var rate && rate != before.HourRate)
        {
            EntryRules.CheckRate(actor, rate);
        }

        return HourRate.IsSet ? after with { HourRate = HourRate.Or(0) }
            : after.ProjectId != before.ProjectId || after.UserId != before.UserId
                ? after with { HourRate = RateRules.HourRate(picture, project, after.UserId) }
                : after;
    }

    private static Instant? BilledAt(Entry before, Entry after, Instant now) =>
        BillingFlags.IsBilled(after.BillingStatus) ? before.BilledAt ?? now : null;

    /// <summary>New clock times make the duration theirs. An open end goes on running, from the new start; an end stops it.</summary>
    private static Entry Measured(Entry before, Entry after) => after.End is not { } end
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
