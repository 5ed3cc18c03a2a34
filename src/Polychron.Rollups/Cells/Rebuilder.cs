using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.Rollups.Fold;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Cells;

/// <summary>
/// Rebuilds a workspace's cells from its entries, month by month from the newest on, while writes and compactions go on.
/// </summary>
/// <remarks>
/// A month is compared with the entries as of the checkpoint, and the difference is committed as a change like any other, on
/// that checkpoint: if a compaction came first, the month is compared again. So there is no moment at which a month is half
/// exact and believed to be exact: reports read the entries of months that are not reached yet. How far it is stands in the
/// checkpoint; whoever comes next goes on from there.
/// </remarks>
public sealed partial class Rebuilder(IWorkspaceLog log, IRollupStore store, Compactor compactor, ILogger<Rebuilder> logger)
{
    private const int MaxLost = 8;
    private readonly MonthCheck _check = new(log, store);

    /// <summary>Begins a rebuild: from now on no cell is believed until its month is rebuilt. False if the workspace has no log.</summary>
    public async Task<bool> BeginAsync(long workspaceId, CancellationToken cancellation = default)
    {
        for (var lost = 0; lost < MaxLost; lost++)
        {
            var checkpoint = (await compactor.RunAsync(workspaceId, cancellation: cancellation)).Checkpoint;
            if (checkpoint.Zone is null)
            {
                return false;
            }

            var commit = await store.TryCommitAsync(
                workspaceId, checkpoint, checkpoint with { ExactFrom = RollupCheckpoint.NoMonth }, CellChanges.None, cancellation);
            if (commit.Outcome == RollupCommitOutcome.Done)
            {
                return true;
            }
        }

        throw new UseCases.Ports.Tables.StorageUnavailableException("The cells kept moving; try again.");
    }

    /// <summary>Rebuilds the next month. Returns whether there is more to do.</summary>
    public async Task<bool> StepAsync(long workspaceId, CancellationToken cancellation = default)
    {
        for (var lost = 0; lost < MaxLost; lost++)
        {
            // Few records after the checkpoint: the month is compared as of it.
            var checkpoint = (await compactor.RunAsync(workspaceId, cancellation: cancellation)).Checkpoint;
            if (checkpoint.ExactFrom is not { } exactFrom)
            {
                return false;
            }

            if (await NextMonthAsync(workspaceId, checkpoint, exactFrom, cancellation) is not { } month)
            {
                var end = await store.TryCommitAsync(
                    workspaceId, checkpoint, checkpoint with { ExactFrom = null }, CellChanges.None, cancellation);
                if (end.Outcome == RollupCommitOutcome.Done)
                {
                    Rebuilt(workspaceId);
                    return false;
                }
            }
            else if (await _check.RunAsync(workspaceId, checkpoint, month, cancellation) is { } findings
                && await CommitAsync(workspaceId, findings, month, cancellation))
            {
                return true;
            }
        }

        // Compactions kept coming first: the message that asks for the next step is still there.
        return true;
    }

    /// <summary>The newest month before one that has entries or cells.</summary>
    private async Task<LocalDate?> NextMonthAsync(
        long workspaceId, RollupCheckpoint checkpoint, LocalDate before, CancellationToken cancellation)
    {
        var zone = Zones.Stored(checkpoint.Zone!);
        var months = await store.ListMonthsAsync(workspaceId, checkpoint.Generation, cancellation);
        LocalDate? newest = months.Where(month => month < before).Select(month => (LocalDate?)month).FirstOrDefault();
        var view = await log.OpenAsync(workspaceId, cancellation);
        var scan = new EntryScan(EntryIndex.Everyone) { PageSize = 1 };
        if (before < RollupCheckpoint.NoMonth)
        {
            scan = scan with { To = Zones.StartOfDay(before, zone) };
        }

        await foreach (var page in view.ScanEntriesAsync(scan, cancellation))
        {
            if (page.Count > 0)
            {
                var month = CellMonths.MonthOf(new LocalDays(zone).Of(page[0].Start));
                return newest is null || month > newest ? month : newest;
            }
        }

        return newest;
    }

    /// <summary>Commits what a month lacks, in as many batches as it takes; the last one also says that the month is exact.</summary>
    private async Task<bool> CommitAsync(
        long workspaceId, MonthFindings findings, LocalDate month, CancellationToken cancellation)
    {
        var checkpoint = findings.At;
        var waiting = new Stack<CellChanges>([findings.Drift]);
        while (waiting.TryPop(out var changes))
        {
            var after = waiting.Count == 0 ? checkpoint with { ExactFrom = month } : checkpoint;
            var commit = await store.TryCommitAsync(workspaceId, checkpoint, after, changes, cancellation);
            switch (commit.Outcome)
            {
                case RollupCommitOutcome.Stale:
                    return false;
                case RollupCommitOutcome.TooLarge when changes.Days.Count + changes.Months.Count < 4:
                    throw new InvalidOperationException($"A few cells of {month} do not fit in a batch.");
                case RollupCommitOutcome.TooLarge:
                    waiting.Push(new CellChanges(Half(changes.Days, 1), Half(changes.Months, 1)));
                    waiting.Push(new CellChanges(Half(changes.Days, 0), Half(changes.Months, 0)));
                    break;
                default:
                    checkpoint = commit.Checkpoint!;
                    break;
            }
        }

        return true;
    }

    // By day, so that each half rewrites its own packs.
    private static List<Cell> Half(IReadOnlyList<Cell> cells, int which)
    {
        var sorted = cells.OrderBy(cell => cell.Key.Day).ToList();
        return which == 0 ? sorted[..(sorted.Count / 2)] : sorted[(sorted.Count / 2)..];
    }

    [LoggerMessage(1, LogLevel.Information, "The cells of workspace {WorkspaceId} are rebuilt")]
    private partial void Rebuilt(long workspaceId);
}
