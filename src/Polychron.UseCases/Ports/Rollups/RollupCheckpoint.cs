using NodaTime;

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>What a workspace's kept cells contain: every record of its log up to a sequence number, and none after it.</summary>
public sealed record RollupCheckpoint
{
    /// <summary>The checkpoint of a workspace that nothing was folded of yet: its cells are exact, since there are none.</summary>
    public static RollupCheckpoint Start { get; } = new() { Generation = 1 };

    /// <summary>A month after all that entries can be in.</summary>
    public static LocalDate NoMonth { get; } = new(9999, 12, 1);

    /// <summary>The last record that the cells contain; 0 for none.</summary>
    public long Sequence { get; init; }

    /// <summary>The TZDB id of the zone of the cells' days; null before the workspace's first record.</summary>
    public string? Zone { get; init; }

    /// <summary>Which set of cells counts, from 1: another zone has other days, and so cells of its own.</summary>
    public int Generation { get; init; }

    /// <summary>
    /// While cells are rebuilt, newest month first: the first day of the oldest month that is exact again; of months before
    /// it nothing is known. Null where all are exact.
    /// </summary>
    public LocalDate? ExactFrom { get; init; }

    /// <summary>The stored row's ETag; null where nothing is stored yet.</summary>
    public string? ETag { get; init; }

    /// <summary>Whether all cells are exact.</summary>
    public bool IsExact => ExactFrom is null;
}
