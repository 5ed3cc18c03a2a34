using System.Collections.Frozen;
using System.Collections.Immutable;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;

namespace Polychron.Dialects.Timely.Wire.Webhooks;

/// <summary>Timely's names of events: <c>hours:created</c>, and <c>*</c> for all of them.</summary>
internal static class EventTypeNames
{
    /// <summary>Stands for all events.</summary>
    public const string Any = "*";

    private static readonly FrozenDictionary<EventType, string> Names = (
        from kind in new[] { (EntityKind.Entry, "hours"), (EntityKind.Label, "labels"), (EntityKind.Project, "projects") }
        from action in new[] { (EventAction.Created, "created"), (EventAction.Updated, "updated"), (EventAction.Deleted, "deleted") }
        select KeyValuePair.Create(new EventType(kind.Item1, action.Item1), $"{kind.Item2}:{action.Item2}")).ToFrozenDictionary();

    private static readonly FrozenDictionary<string, EventType> Types =
        Names.ToFrozenDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

    /// <summary>All events that Timely has a name for.</summary>
    public static ImmutableSortedSet<EventType> All { get; } = [.. Names.Keys];

    /// <summary>The name of an event, or null if it has none.</summary>
    public static string? Of(EventType type) => Names.GetValueOrDefault(type);

    /// <summary>The events of a name; none if it is no name.</summary>
    public static ImmutableSortedSet<EventType> Read(string name) =>
        name == Any ? All : Types.TryGetValue(name, out var type) ? [type] : [];

    /// <summary>The names of a webhook's events.</summary>
    public static IEnumerable<string> Of(WebhookFilter filter) =>
        filter.Types.SetEquals(All) ? [Any] : filter.Types.Select(Of).OfType<string>();
}
