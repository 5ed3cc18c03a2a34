using NodaTime;

namespace Polychron.UseCases.Ports.Rollups;

/// <summary>
/// The kept cells of the workspaces, each in a partition of its own, apart from the log that they follow. What is committed
/// is conditional on the checkpoint that it was computed from, so that of two who fold the same records one wins.
/// </summary>
public interface IRollupStore
{
    /// <summary>The checkpoint; <see cref="RollupCheckpoint.Start"/> where nothing is stored. One point read.</summary>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer.</exception>
    Task<RollupCheckpoint> ReadCheckpointAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>
    /// The cells of a range of days or months: one range query for each thousand rows, or for each 4 MiB. A reader that has
    /// read a checkpoint before knows by <see cref="KeptCells.AsOf"/> whether they are as of that checkpoint.
    /// </summary>
    Task<KeptCells> ReadCellsAsync(long workspaceId, CellRange range, CancellationToken cancellation = default);

    /// <summary>The months of which there are cells, newest first, as their first days: one range query of keys.</summary>
    Task<IReadOnlyList<LocalDate>> ListMonthsAsync(long workspaceId, int generation, CancellationToken cancellation = default);

    /// <summary>
    /// Adds changes to the cells and replaces the checkpoint, in one batch.
    /// </summary>
    /// <param name="workspaceId">The workspace.</param>
    /// <param name="before">The checkpoint, as read, that the changes were computed from.</param>
    /// <param name="after">The checkpoint afterwards; the changes are to its generation.</param>
    /// <param name="changes">The signed changes.</param>
    /// <param name="cancellation">Gives up waiting; the batch may have been committed.</param>
    /// <exception cref="Tables.StorageUnavailableException">The store could not answer; the batch may have been committed.</exception>
    Task<RollupCommit> TryCommitAsync(
        long workspaceId,
        RollupCheckpoint before,
        RollupCheckpoint after,
        CellChanges changes,
        CancellationToken cancellation = default);

    /// <summary>Deletes the cells of the generations before one. Returns how many rows.</summary>
    Task<int> DeleteBeforeAsync(long workspaceId, int generation, CancellationToken cancellation = default);

    /// <summary>What verification has found so far.</summary>
    Task<RollupFindings> ReadFindingsAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>Adds what one verification found.</summary>
    Task AddFindingsAsync(long workspaceId, RollupFindings found, CancellationToken cancellation = default);
}
