using Microsoft.Extensions.Logging;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Fold;

/// <summary>How a compaction ended.</summary>
/// <param name="Checkpoint">What the cells contain now.</param>
/// <param name="Records">How many records it folded.</param>
/// <param name="IsCaughtUp">Whether it saw the end of the log; otherwise there is more to do.</param>
public sealed record Compaction(RollupCheckpoint Checkpoint, long Records, bool IsCaughtUp);

/// <summary>
/// Folds a workspace's new records into its cells, commit by commit: cells and checkpoint move together, so that a record
/// counts once however often and by however many it is folded.
/// </summary>
public sealed partial class Compactor(IWorkspaceLog log, IRollupStore store, ILogger<Compactor> logger)
{
    /// <summary>About how many records are read at once.</summary>
    private const int PageRecords = 2_000;

    /// <summary>How many lost races end an attempt: whoever wins them does the same work.</summary>
    private const int MaxLost = 3;

    /// <summary>Folds until the end of the log, or until so many records are folded.</summary>
    /// <exception cref="UseCases.Ports.Tables.StorageUnavailableException">The store could not answer; what is committed stays.</exception>
    public async Task<Compaction> RunAsync(long workspaceId, long maxRecords = long.MaxValue, CancellationToken cancellation = default)
    {
        var checkpoint = await store.ReadCheckpointAsync(workspaceId, cancellation);
        long folded = 0;
        var lost = 0;
        while (folded < maxRecords)
        {
            var records = await log.ReadLogAsync(workspaceId, checkpoint.Sequence, PageRecords, cancellation);
            if (records.Count == 0)
            {
                return new Compaction(checkpoint, folded, IsCaughtUp: true);
            }

            if (records[0].Sequence != checkpoint.Sequence + 1)
            {
                checkpoint = await SkipAsync(workspaceId, checkpoint, records[0].Sequence - 1, cancellation);
                continue;
            }

            var (next, count) = await FoldAsync(workspaceId, checkpoint, records, cancellation);
            folded += count;
            if (next is null && ++lost == MaxLost)
            {
                return new Compaction(checkpoint, folded, IsCaughtUp: true);
            }

            checkpoint = next ?? await store.ReadCheckpointAsync(workspaceId, cancellation);
        }

        return new Compaction(checkpoint, folded, IsCaughtUp: false);
    }

    /// <summary>Folds a page of records in as many commits as it takes; no checkpoint if somebody else has moved it.</summary>
    private async Task<(RollupCheckpoint? Checkpoint, long Records)> FoldAsync(
        long workspaceId, RollupCheckpoint checkpoint, IReadOnlyList<LogRecord> records, CancellationToken cancellation)
    {
        var done = 0;
        var max = records.Count;
        while (done < records.Count)
        {
            var folded = LogFold.Take(checkpoint, records, done, max);
            var commit = await store.TryCommitAsync(workspaceId, checkpoint, folded.After, folded.Changes, cancellation);
            switch (commit.Outcome)
            {
                case RollupCommitOutcome.Stale:
                    return (null, done);
                case RollupCommitOutcome.TooLarge when folded.Records == 1:
                    throw new InvalidOperationException($"Record {folded.After.Sequence} changes more cells than a batch holds.");
                case RollupCommitOutcome.TooLarge:
                    max = folded.Records / 2;
                    break;
                default:
                    done += folded.Records;
                    checkpoint = commit.Checkpoint!;
                    Folded(workspaceId, checkpoint.Sequence, folded.Records);
                    max = Math.Max(max, folded.Records * 2);
                    break;
            }
        }

        return (checkpoint, done);
    }

    /// <summary>
    /// Goes on after records that are no more, with new cells: what those records did is in the entries. Retention asks for
    /// checkpoints, so this is a mistake of somebody's hand.
    /// </summary>
    private async Task<RollupCheckpoint> SkipAsync(
        long workspaceId, RollupCheckpoint checkpoint, long sequence, CancellationToken cancellation)
    {
        RecordsAreGone(workspaceId, checkpoint.Sequence + 1, sequence);
        var view = await log.OpenAsync(workspaceId, cancellation);
        var restart = LogFold.Restart(checkpoint, view.Picture.Sequence, view.Picture.Workspace?.TimeZone);
        var commit = await store.TryCommitAsync(workspaceId, checkpoint, restart, CellChanges.None, cancellation);
        return commit.Checkpoint ?? await store.ReadCheckpointAsync(workspaceId, cancellation);
    }

    [LoggerMessage(2, LogLevel.Debug, "Workspace {WorkspaceId} is folded up to record {Sequence}: {Records} records more")]
    private partial void Folded(long workspaceId, long sequence, int records);

    [LoggerMessage(1, LogLevel.Error, "Records {From} to {To} of workspace {WorkspaceId} are gone before they were folded: its cells are rebuilt")]
    private partial void RecordsAreGone(long workspaceId, long from, long to);
}
