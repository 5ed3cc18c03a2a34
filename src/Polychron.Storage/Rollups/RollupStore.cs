using NodaTime;
using Polychron.Domain.Reports;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Rollups;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Rollups;

/// <summary>The kept cells over the table port.</summary>
/// <remarks>
/// A commit is one entity group transaction of the packs that changed and the checkpoint, which is replaced under its ETag.
/// Crash before it: nothing happened, the records are folded again. Crash after it, or its answer lost: whoever comes next
/// reads a checkpoint that is past these records. Packs need no condition of their own, since nobody writes one without the
/// checkpoint.
/// </remarks>
public sealed class RollupStore(ITableStore store) : IRollupStore
{
    private const int MaxPackRows = TableLimits.MaxBatchRows - 1;
    private const int MaxConflicts = 5;

    /// <inheritdoc />
    public async Task<RollupCheckpoint> ReadCheckpointAsync(long workspaceId, CancellationToken cancellation = default)
    {
        var row = await store.GetAsync(
            RollupKeys.Table, RollupKeys.Partition(workspaceId), RollupKeys.Checkpoint, cancellation).ConfigureAwait(false);
        return row is null
            ? RollupCheckpoint.Start
            : RowCodec.Read(row.Data, RowCodec.RollupCheckpoint).ToCheckpoint(row.ETag);
    }

    /// <inheritdoc />
    public async Task<KeptCells> ReadCellsAsync(long workspaceId, CellRange range, CancellationToken cancellation = default)
    {
        var (from, to) = RollupKeys.Range(range);
        var query = new RowRange(RollupKeys.Table, RollupKeys.Partition(workspaceId), from, to);
        var cells = new List<Cell>();
        var labels = new Dictionary<long, LabelSet>();
        long asOf = 0;
        do
        {
            var page = await store.QueryAsync(query, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                asOf = Math.Max(asOf, CellPackCodec.Read(row.Data, RollupKeys.Parse(row.Row).Day, cells, labels));
            }

            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return new KeptCells(cells, asOf);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LocalDate>> ListMonthsAsync(
        long workspaceId, int generation, CancellationToken cancellation = default)
    {
        var (from, to) = RollupKeys.All(generation, CellGrain.Month);
        var query = new RowRange(RollupKeys.Table, RollupKeys.Partition(workspaceId), from, to) { KeysOnly = true };
        var months = new SortedSet<LocalDate>();
        do
        {
            var page = await store.QueryAsync(query, cancellation).ConfigureAwait(false);
            months.UnionWith(page.Rows.Select(row => RollupKeys.Parse(row.Row).Day));
            query = query with { Continuation = page.Continuation };
        }
        while (query.Continuation is not null);
        return [.. months.Reverse()];
    }

    /// <inheritdoc />
    public async Task<RollupCommit> TryCommitAsync(
        long workspaceId,
        RollupCheckpoint before,
        RollupCheckpoint after,
        CellChanges changes,
        CancellationToken cancellation = default)
    {
        var partition = RollupKeys.Partition(workspaceId);
        var writer = new CellWriter(store, partition);
        var days = await writer.PlanAsync(
            after.Generation, CellGrain.Day, changes.Days, after.Sequence, MaxPackRows, cancellation).ConfigureAwait(false);
        var months = days is null
            ? null
            : await writer.PlanAsync(
                after.Generation, CellGrain.Month, changes.Months, after.Sequence, MaxPackRows - days.Count, cancellation)
                .ConfigureAwait(false);
        if (days is null || months is null || days.Concat(months).Sum(row => (long)row.Data.Length + row.Row.Length) > TableLimits.MaxBatchBytes - 4096)
        {
            return new RollupCommit(RollupCommitOutcome.TooLarge);
        }

        var data = RowCodec.Write(RollupCheckpointRow.From(after), RowCodec.RollupCheckpoint);
        var checkpoint = before.ETag is null
            ? new RowWrite(RowAction.Insert, RollupKeys.Table, partition, RollupKeys.Checkpoint, data)
            : new RowWrite(RowAction.Replace, RollupKeys.Table, partition, RollupKeys.Checkpoint, data, before.ETag);
        try
        {
            // The packs were read after the checkpoint: had somebody changed them in between, the ETag would be another.
            var etags = await store.CommitAsync([checkpoint, .. days, .. months], cancellation).ConfigureAwait(false);
            return new RollupCommit(RollupCommitOutcome.Done, after with { ETag = etags[0] });
        }
        catch (RowConflictException)
        {
            return new RollupCommit(RollupCommitOutcome.Stale);
        }
    }

    /// <inheritdoc />
    public async Task<int> DeleteBeforeAsync(long workspaceId, int generation, CancellationToken cancellation = default)
    {
        var partition = RollupKeys.Partition(workspaceId);
        var (from, to) = RollupKeys.Before(generation);
        var query = new RowRange(RollupKeys.Table, partition, from, to) { KeysOnly = true, MaxRows = TableLimits.MaxBatchRows };
        var deleted = 0;
        while (true)
        {
            var page = await store.QueryAsync(query, cancellation).ConfigureAwait(false);
            if (page.Rows.Count > 0)
            {
                try
                {
                    await store.CommitAsync(
                        [.. page.Rows.Select(row => new RowWrite(RowAction.Delete, RollupKeys.Table, partition, row.Row))],
                        cancellation).ConfigureAwait(false);
                }
                catch (RowConflictException)
                {
                    // Another instance deletes them.
                    return deleted;
                }
            }

            deleted += page.Rows.Count;
            if (page.Continuation is null)
            {
                return deleted;
            }
        }
    }

    /// <inheritdoc />
    public async Task<RollupFindings> ReadFindingsAsync(long workspaceId, CancellationToken cancellation = default) =>
        (await FindFindingsAsync(workspaceId, cancellation).ConfigureAwait(false)).Findings;

    /// <inheritdoc />
    public async Task AddFindingsAsync(long workspaceId, RollupFindings found, CancellationToken cancellation = default)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (known, etag) = await FindFindingsAsync(workspaceId, cancellation).ConfigureAwait(false);
            var data = RowCodec.Write(RollupFindingsRow.From(known.Plus(found)), RowCodec.RollupFindings);
            var partition = RollupKeys.Partition(workspaceId);
            try
            {
                await store.CommitAsync(
                    [new RowWrite(etag is null ? RowAction.Insert : RowAction.Replace, RollupKeys.Table, partition, RollupKeys.Findings, data, etag)],
                    cancellation).ConfigureAwait(false);
                return;
            }
            catch (RowConflictException) when (attempt < MaxConflicts)
            {
                // Two verifications ended at once: the other's findings are read, and count too.
            }
        }
    }

    private async Task<(RollupFindings Findings, string? ETag)> FindFindingsAsync(long workspaceId, CancellationToken cancellation)
    {
        var row = await store.GetAsync(
            RollupKeys.Table, RollupKeys.Partition(workspaceId), RollupKeys.Findings, cancellation).ConfigureAwait(false);
        return row is null
            ? (new RollupFindings(), null)
            : (RowCodec.Read(row.Data, RowCodec.RollupFindings).ToFindings(), row.ETag);
    }
}
