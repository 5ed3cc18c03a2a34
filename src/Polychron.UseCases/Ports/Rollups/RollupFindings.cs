using NodaTime;

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>What verification has found of a workspace's cells.</summary>
public sealed record RollupFindings
{
    /// <summary>When cells were last compared with the entries; null for never.</summary>
    public Instant? LastVerifiedAt { get; init; }

    /// <summary>How many cells were compared.</summary>
    public long CellsCompared { get; init; }

    /// <summary>How many of them were wrong: anything but 0 is a bug.</summary>
    public long CellsDrifted { get; init; }

    /// <summary>When one was last found wrong; null for never.</summary>
    public Instant? LastDriftAt { get; init; }

    /// <summary>These findings and later ones.</summary>
    public RollupFindings Plus(RollupFindings later) => new()
    {
        LastVerifiedAt = later.LastVerifiedAt ?? LastVerifiedAt,
        CellsCompared = CellsCompared + later.CellsCompared,
        CellsDrifted = CellsDrifted + later.CellsDrifted,
        LastDriftAt = later.LastDriftAt ?? LastDriftAt,
    };
}
