using System.Text.Json.Serialization;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Health;

namespace Polychron.Storage.Rows;

/// <summary>The last measurement of what waits.</summary>
internal sealed class HealthRow
{
    /// <summary>When, in microseconds since 1970.</summary>
    [JsonPropertyName("t")]
    public long MeasuredAt { get; set; }

    [JsonPropertyName("q")]
    public long LogHead { get; set; }

    [JsonPropertyName("c")]
    public List<ConsumerLagRow> Consumers { get; set; } = [];

    /// <summary>Parked messages by queue.</summary>
    [JsonPropertyName("p")]
    public Dictionary<string, long> Parked { get; set; } = [];

    [JsonPropertyName("b")]
    public List<long> Behind { get; set; } = [];

    [JsonPropertyName("n")]
    public long Turn { get; set; }

    public static HealthRow From(ServerHealth health) => new()
    {
        MeasuredAt = Microseconds.FromInstant(health.MeasuredAt),
        LogHead = health.LogHead,
        Consumers = [.. health.Consumers.Select(ConsumerLagRow.From)],
        Parked = health.Parked.ToDictionary(queue => queue.Queue, queue => queue.Count),
        Behind = [.. health.Behind],
        Turn = health.Turn,
    };

    public ServerHealth ToHealth() => new()
    {
        MeasuredAt = Microseconds.ToInstant(MeasuredAt),
        LogHead = LogHead,
        Consumers = [.. Consumers.Select(consumer => consumer.ToLag())],
        Parked = [.. Parked.OrderBy(queue => queue.Key, StringComparer.Ordinal).Select(queue => new ParkedMessages(queue.Key, queue.Value))],
        Behind = Behind,
        Turn = Turn,
    };
}

/// <summary>How far a follower was behind.</summary>
internal sealed class ConsumerLagRow
{
    [JsonPropertyName("n")]
    public string Name { get; set; } = "";

    [JsonPropertyName("r")]
    public long Records { get; set; }

    /// <summary>Since when, in microseconds since 1970; null where nothing waited.</summary>
    [JsonPropertyName("s")]
    public long? Since { get; set; }

    public static ConsumerLagRow From(ConsumerLag lag) => new()
    {
        Name = lag.Name,
        Records = lag.Records,
        Since = lag.Since is { } since ? Microseconds.FromInstant(since) : null,
    };

    public ConsumerLag ToLag() => new(Name, Records, Since is { } since ? Microseconds.ToInstant(since) : null);
}
