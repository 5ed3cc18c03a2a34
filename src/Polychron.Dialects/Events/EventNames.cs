using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;

namespace Polychron.Dialects.Events;

/// <summary>The product's own names of what webhooks are told of: <c>entry.created</c>.</summary>
public static class EventNames
{
    private static readonly FrozenDictionary<EventType, string> Names =
        EventType.All.ToFrozenDictionary(type => type, type => $"{Of(type.Kind)}.{Of(type.Action)}");

    private static readonly FrozenDictionary<string, EventType> Types =
        Names.ToFrozenDictionary(name => name.Value, name => name.Key, StringComparer.Ordinal);

    /// <summary>All of them, in the order of the types.</summary>
    public static IReadOnlyList<string> All { get; } = [.. EventType.All.Order().Select(type => Names[type])];

    /// <summary>The name of an event.</summary>
    public static string Of(EventType type) => Names[type];

    /// <summary>The event of a name, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, out EventType type)
    {
        type = default;
        return name is not null && Types.TryGetValue(name, out type);
    }

    private static string Of(EntityKind kind) => kind switch
    {
        EntityKind.Workspace => "workspace",
        EntityKind.Member => "member",
        EntityKind.Team => "team",
        EntityKind.Project => "project",
        EntityKind.Entry => "entry",
        EntityKind.Client => "client",
        EntityKind.Label => "label",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No event is about this kind."),
    };

    private static string Of(EventAction action) => action switch
    {
        EventAction.Created => "created",
        EventAction.Updated => "updated",
        EventAction.Deleted => "deleted",
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, "There is no such action."),
    };
}
