using System.Diagnostics.Metrics;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Rollups.Checkpoints;

/// <summary>What is measured of the rollups.</summary>
public sealed class RollupMeter
{
    private readonly Counter<long> _folded;
    private readonly Counter<long> _compared;
    private readonly Counter<long> _drifted;

    /// <summary>The measures of an app's rollups.</summary>
    /// <param name="meters">Makes the meter; null for one that nobody else has.</param>
    public RollupMeter(IMeterFactory? meters = null)
    {
        var meter = PolychronTelemetry.Meter(meters);
        _folded = meter.CreateCounter<long>(InstrumentNames.RecordsFolded, "{record}", "Records folded into cells.");
        _compared = meter.CreateCounter<long>(InstrumentNames.CellsCompared, "{cell}", "Cells that verification compared with the entries.");
        _drifted = meter.CreateCounter<long>(InstrumentNames.CellsDrifted, "{cell}", "Cells that verification found wrong: anything but 0 is a bug.");
    }

    internal void Folded(long records) => _folded.Add(records);

    internal void Compared(long cells) => _compared.Add(cells);

    internal void Drifted(long cells) => _drifted.Add(cells);
}
