using System.Collections.Immutable;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;

namespace Polychron.Domain.Webhooks;

/// <summary>Which changes a webhook is told of. What is empty does not filter; all that is given has to match.</summary>
public sealed record WebhookFilter
{
    /// <summary>The most projects or labels in a filter.</summary>
    public const int MaxIds = 100;

    /// <summary>Every change.</summary>
    public static WebhookFilter Everything { get; } = new();

    /// <summary>The types of events; empty for all.</summary>
    public ImmutableSortedSet<EventType> Types { get; init; } = [];

    /// <summary>Only entries of these projects (before or after the change) and the projects themselves; empty for all.</summary>
    public ImmutableSortedSet<long> ProjectIds { get; init; } = [];

    /// <summary>Only entries with one of these labels (before or after the change) and the labels themselves; empty for all.</summary>
    public ImmutableSortedSet<long> LabelIds { get; init; } = [];

    /// <summary>Whether the record is one of those.</summary>
    public bool Matches(LogRecord record) =>
        EventType.Of(record) is { } type
        && (Types.IsEmpty || Types.Contains(type))
        && (ProjectIds.IsEmpty || Either(record, EntityKind.Project, ProjectIds, InProjects))
        && (LabelIds.IsEmpty || Either(record, EntityKind.Label, LabelIds, HasLabel));

    private static bool Either(
        LogRecord record, EntityKind own, ImmutableSortedSet<long> ids, Func<Entry, ImmutableSortedSet<long>, bool> ofEntry) =>
        record.Subject.Kind == own
            ? ids.Contains(record.Subject.Id)
            : (record.Before is Entry before && ofEntry(before, ids)) || (record.After is Entry after && ofEntry(after, ids));

    private static bool InProjects(Entry entry, ImmutableSortedSet<long> ids) => entry.ProjectId is { } id && ids.Contains(id);

    private static bool HasLabel(Entry entry, ImmutableSortedSet<long> ids) => entry.LabelIds.Overlaps(ids);
}
