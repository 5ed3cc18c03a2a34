using Polychron.Domain.Log;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>The kept cells of a view's workspace, and the records that bring them up to the view's picture.</summary>
public interface ICellReader
{
    /// <summary>When to use them.</summary>
    ReportLimits Limits { get; }

    /// <summary>How the last report of this view was answered, or null: for whoever wants to know what it cost.</summary>
    ReportPlan? Plan { get; set; }

    /// <summary>The checkpoint: one point read.</summary>
    Task<RollupCheckpoint> ReadCheckpointAsync(CancellationToken cancellation = default);

    /// <summary>The cells of a range (see <see cref="IRollupStore.ReadCellsAsync"/>).</summary>
    Task<KeptCells> ReadCellsAsync(CellRange range, CancellationToken cancellation = default);

    /// <summary>All records after a sequence number, those after the view's picture too: one range query for each thousand commits.</summary>
    Task<IReadOnlyList<LogRecord>> ReadLogAsync(long after, CancellationToken cancellation = default);
}
