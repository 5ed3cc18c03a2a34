using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Rollups.Checkpoints;
using Polychron.Rollups.Fold;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Cells;

/// <summary>
/// Compares a random month of a workspace's cells, its days and the month itself, with the entries. A cell that is wrong is an
/// error in the log, counts in what the operator sees, and has the cells rebuilt.
/// </summary>
public sealed partial class Verifier(
    IWorkspaceLog log,
    IRollupStore store,
    Compactor compactor,
    Rebuilder rebuilder,
    IRandomSource random,
    IClock clock,
    RollupMeter meter,
    ILogger<Verifier> logger)
{
    private const int MaxLost = 4;
    private const int MaxNamed = 5;
    private readonly MonthCheck _check = new(log, store);

    /// <summary>Verifies one month. Returns how many cells were wrong, and then a rebuild has begun; null if nothing was compared.</summary>
    public async Task<int?> RunAsync(long workspaceId, CancellationToken cancellation = default)
    {
        for (var lost = 0; lost < MaxLost; lost++)
        {
            var checkpoint = (await compactor.RunAsync(workspaceId, cancellation: cancellation)).Checkpoint;
            var months = await store.ListMonthsAsync(workspaceId, checkpoint.Generation, cancellation);
            if (!checkpoint.IsExact || checkpoint.Zone is null || months.Count == 0)
            {
                return null;
            }

            var month = months[Draw(months.Count)];
            if (await _check.RunAsync(workspaceId, checkpoint, month, cancellation) is { } findings)
            {
                await NoteAsync(workspaceId, month, findings, cancellation);
                return findings.Drifted;
            }
        }

        return null;
    }

    private async Task NoteAsync(long workspaceId, LocalDate month, MonthFindings findings, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        meter.Compared(findings.Compared);
        if (findings.Drifted > 0)
        {
            meter.Drifted(findings.Drifted);
            foreach (var cell in findings.Drift.Days.Concat(findings.Drift.Months).Take(MaxNamed))
            {
                CellDrifted(workspaceId, cell);
            }

            Drifted(findings.Drifted, month, workspaceId, findings.At.Sequence);
        }

        await store.AddFindingsAsync(
            workspaceId,
            new RollupFindings
            {
                LastVerifiedAt = now,
                CellsCompared = findings.Compared,
                CellsDrifted = findings.Drifted,
                LastDriftAt = findings.Drifted > 0 ? now : null,
            },
            cancellation);
        if (findings.Drifted > 0)
        {
            await rebuilder.BeginAsync(workspaceId, cancellation);
        }
    }

    private int Draw(int count)
    {
        Span<byte> bytes = stackalloc byte[4];
        random.Fill(bytes);
        return (int)(BitConverter.ToUInt32(bytes) % (uint)count);
    }

    [LoggerMessage(1, LogLevel.Error, "{Count} cells of {Month} of workspace {WorkspaceId} are wrong as of record {Sequence}: its cells are rebuilt")]
    private partial void Drifted(int count, LocalDate month, long workspaceId, long sequence);

    [LoggerMessage(2, LogLevel.Error, "Workspace {WorkspaceId}: the entries differ from a cell by {Difference}")]
    private partial void CellDrifted(long workspaceId, Cell difference);
}
