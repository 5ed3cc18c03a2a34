using Polychron.Domain.Log;
using Polychron.Storage.Log;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.Storage.Rollups;

/// <summary>The kept cells of one view's workspace.</summary>
internal sealed class CellReader(IRollupStore cells, WorkspaceLog log, long workspaceId, ReportLimits limits) : ICellReader
{
    public ReportLimits Limits => limits;

    public ReportPlan? Plan { get; set; }

    public Task<RollupCheckpoint> ReadCheckpointAsync(CancellationToken cancellation = default) =>
        cells.ReadCheckpointAsync(workspaceId, cancellation);

    public Task<KeptCells> ReadCellsAsync(CellRange range, CancellationToken cancellation = default) =>
        cells.ReadCellsAsync(workspaceId, range, cancellation);

    public Task<IReadOnlyList<LogRecord>> ReadLogAsync(long after, CancellationToken cancellation = default) =>
        log.ReadLogAsync(workspaceId, after, int.MaxValue, cancellation);
}
