using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Polychron.Domain.Webhooks;

namespace Polychron.Storage.Rows;

/// <summary>A stored checkpoint of the dispatcher.</summary>
internal sealed class CheckpointRow
{
    [JsonPropertyName("q")]
    public long Sequence { get; set; }

    /// <summary>Who listened then, by the webhook's id.</summary>
    [JsonPropertyName("l")]
    public Dictionary<long, ListenerRow>? Listeners { get; set; }

    public static CheckpointRow From(DispatchState state) => new()
    {
        Sequence = state.Sequence,
        Listeners = state.Listeners.IsEmpty
            ? null
            : state.Listeners.ToDictionary(listener => listener.Key, listener => ListenerRow.From(listener.Value)),
    };

    public DispatchState ToState() => new(
        Sequence,
        (Listeners ?? []).ToImmutableSortedDictionary(listener => listener.Key, listener => listener.Value.ToListener()));
}

/// <summary>A stored listener.</summary>
internal sealed class ListenerRow
{
    [JsonPropertyName("a")]
    public bool IsActive { get; set; }

    [JsonPropertyName("f")]
    public FilterRow Filter { get; set; } = new();

    public static ListenerRow From(Listener listener) =>
        new() { IsActive = listener.IsActive, Filter = FilterRow.From(listener.Filter) };

    public Listener ToListener() => new(IsActive, Filter.ToFilter());
}
