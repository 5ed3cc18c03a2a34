using Polychron.Domain.Log;
using Polychron.Domain.Webhooks;

namespace Polychron.Webhooks.Payloads;

/// <summary>The product's own names of events: <c>entry.created</c>.</summary>
internal static class EventNames
{
    /// <summary>The name of an event.</summary>
    public static string Of(EventType type) => $"{Of(type.Kind)}.{Of(type.Action)}";

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
