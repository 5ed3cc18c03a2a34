using System.Collections.Immutable;
using Polychron.Domain.Log;

namespace Polychron.Domain.Webhooks;

/// <summary>A webhook as the dispatcher needs it.</summary>
/// <param name="IsActive">Whether it is told of changes.</param>
/// <param name="Filter">Of which.</param>
public sealed record Listener(bool IsActive, WebhookFilter Filter);

/// <summary>
/// Who listened after a record of the log: a fold of the log and nothing else. So a webhook gets exactly the changes of when
/// it listened, whatever became of it until they are dispatched.
/// </summary>
/// <param name="Sequence">The last record that was dispatched.</param>
/// <param name="Listeners">Who listened then, by the webhook's id.</param>
public sealed record DispatchState(long Sequence, ImmutableSortedDictionary<long, Listener> Listeners)
{
    /// <summary>Before the first record.</summary>
    public static DispatchState Start { get; } = new(0, ImmutableSortedDictionary<long, Listener>.Empty);

    /// <summary>The webhooks that are to be told of a record, by id.</summary>
    public IEnumerable<long> Matching(LogRecord record) =>
        Listeners.Where(listener => listener.Value.IsActive && listener.Value.Filter.Matches(record))
            .Select(listener => listener.Key);

    /// <summary>The state after a record.</summary>
    public DispatchState After(LogRecord record) => new(
        record.Sequence,
        record switch
        {
            { After: Webhook webhook } => Listeners.SetItem(webhook.Id, new Listener(webhook.State == WebhookState.Active, webhook.Filter)),
            { Before: Webhook webhook } => Listeners.Remove(webhook.Id),
            _ => Listeners,
        });

    /// <summary>
    /// Passes over the records that nobody can have listened to, so that a workspace's first webhook does not make the
    /// dispatcher read its whole past: while nobody listens, all up to the creation of the first one of those that there are.
    /// </summary>
    /// <param name="webhooks">The ids of the webhooks that there are as of <paramref name="last"/>: each the number of its first record.</param>
    /// <param name="last">The last record that there is.</param>
    public DispatchState Skip(IEnumerable<long> webhooks, long last)
    {
        if (!Listeners.IsEmpty)
        {
            return this;
        }

        var first = webhooks.Where(id => id > Sequence).DefaultIfEmpty(last + 1).Min();
        return first - 1 > Sequence ? this with { Sequence = first - 1 } : this;
    }
}
