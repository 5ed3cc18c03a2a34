using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using Polychron.Domain.Time;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Storage.Rows;

/// <summary>The stored checkpoint of a workspace's kept cells.</summary>
internal sealed class RollupCheckpointRow
{
    private static readonly LocalDatePattern Days = LocalDatePattern.Iso;

    [JsonPropertyName("q")]
    public long Sequence { get; set; }

    [JsonPropertyName("z")]
    public string? Zone { get; set; }

    [JsonPropertyName("g")]
    public int Generation { get; set; }

    [JsonPropertyName("x")]
    public string? ExactFrom { get; set; }

    public static RollupCheckpointRow From(RollupCheckpoint checkpoint) => new()
    {
        Sequence = checkpoint.Sequence,
        Zone = checkpoint.Zone,
        Generation = checkpoint.Generation,
        ExactFrom = checkpoint.ExactFrom is { } day ? Days.Format(day) : null,
    };

    public RollupCheckpoint ToCheckpoint(string etag) => new()
    {
        Sequence = Sequence,
        Zone = Zone,
        Generation = Generation,
        ExactFrom = ExactFrom is { } text ? Days.Parse(text).Value : null,
        ETag = etag,
    };
}

/// <summary>What verification found, as it is stored.</summary>
internal sealed class RollupFindingsRow
{
    [JsonPropertyName("at")]
    public long? LastVerifiedAt { get; set; }

    [JsonPropertyName("n")]
    public long CellsCompared { get; set; }

    [JsonPropertyName("drift")]
    public long CellsDrifted { get; set; }

    [JsonPropertyName("driftAt")]
    public long? LastDriftAt { get; set; }

    public static RollupFindingsRow From(RollupFindings findings) => new()
    {
        LastVerifiedAt = Of(findings.LastVerifiedAt),
        CellsCompared = findings.CellsCompared,
        CellsDrifted = findings.CellsDrifted,
        LastDriftAt = Of(findings.LastDriftAt),
    };

    public RollupFindings ToFindings() => new()
    {
        LastVerifiedAt = Of(LastVerifiedAt),
        CellsCompared = CellsCompared,
        CellsDrifted = CellsDrifted,
        LastDriftAt = Of(LastDriftAt),
    };

    private static long? Of(Instant? instant) => instant is { } value ? Microseconds.FromInstant(value) : null;

    private static Instant? Of(long? microseconds) => microseconds is { } value ? Microseconds.ToInstant(value) : null;
}
