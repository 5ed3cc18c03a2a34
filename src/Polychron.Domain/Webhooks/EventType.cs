using System.Collections.Immutable;
using Polychron.Domain.Log;

namespace Polychron.Domain.Webhooks;

/// <summary>What a webhook can be told of: that a thing of a kind was created, changed or deleted.</summary>
/// <param name="Kind">The kind of thing: one of <see cref="Kinds"/>.</param>
/// <param name="Action">What happened to it.</param>
public readonly record struct EventType(EntityKind Kind, EventAction Action) : IComparable<EventType>
{
    private const int Actions = 10;

    /// <summary>
    /// The kinds that webhooks are told of. Webhooks themselves are none of them: they hold secrets, and a listener that
    /// could listen to its own troubles would not end.
    /// </summary>
    public static ImmutableArray<EntityKind> Kinds { get; } =
    [
        EntityKind.Workspace, EntityKind.Member, EntityKind.Team, EntityKind.Project, EntityKind.Entry, EntityKind.Client,
        EntityKind.Label,
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<EventType> All { get; } =
        [.. from kind in Kinds from action in Enum.GetValues<EventAction>() select new EventType(kind, action)];

    /// <summary>One number for both, which is what is stored.</summary>
    public int Code => (int)Kind * Actions + (int)Action;

    /// <summary>The type of a code.</summary>
    public static EventType FromCode(int code) => new((EntityKind)(code / Actions), (EventAction)(code % Actions));

    /// <summary>What a record tells webhooks, or null if it is of a kind that they are not told of.</summary>
    public static EventType? Of(LogRecord record)
    {
        var action = record switch
        {
            { Before: null } => EventAction.Created,
            { After: null } => EventAction.Deleted,
            _ => EventAction.Updated,
        };
        return Kinds.Contains(record.Subject.Kind) ? new EventType(record.Subject.Kind, action) : null;
    }

    /// <inheritdoc />
    public int CompareTo(EventType other) => Code.CompareTo(other.Code);

    /// <summary>Orders by code.</summary>
    public static bool operator <(EventType left, EventType right) => left.CompareTo(right) < 0;

    /// <summary>Orders by code.</summary>
    public static bool operator >(EventType left, EventType right) => left.CompareTo(right) > 0;

    /// <summary>Orders by code.</summary>
    public static bool operator <=(EventType left, EventType right) => left.CompareTo(right) <= 0;

    /// <summary>Orders by code.</summary>
    public static bool operator >=(EventType left, EventType right) => left.CompareTo(right) >= 0;
}
