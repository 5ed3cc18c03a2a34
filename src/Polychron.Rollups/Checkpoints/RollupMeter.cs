using System.Diagnostics.Metrics;

namespace Polychron.Rollups.Checkpoints;

/// <summary>The names of the rollups' meter.</summary>
public static class RollupMeter
{
    /// <summary>The meter.</summary>
    public const string Name = "Polychron.Rollups";

    /// <summary>Counts the records that were folded into cells.</summary>
    public const string RecordsFolded = "polychron.rollups.records_folded";

    /// <summary>Counts the cells that verification compared with the entries.</summary>
    public const string CellsCompared = "polychron.rollups.cells_compared";

    /// <summary>Counts the cells that verification found wrong: anything but 0 is a bug.</summary>
    public const string CellsDrifted = "polychron.rollups.cells_drifted";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> FoldedCounter = Meter.CreateCounter<long>(RecordsFolded);
    private static readonly Counter<long> ComparedCounter = Meter.CreateCounter<long>(CellsCompared);
    private static readonly Counter<long> DriftedCounter = Meter.CreateCounter<long>(CellsDrifted);

    internal static void Folded(long records) => FoldedCounter.Add(records);

    internal static void Compared(long cells) => ComparedCounter.Add(cells);

    internal static void Drifted(long cells) => DriftedCounter.Add(cells);
}
