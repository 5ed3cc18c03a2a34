namespace Polychron.UseCases.Ports.Tables;

/// <summary>
/// The table port: point read, range query and atomic batch over rows addressed by table, partition key and row key.
/// It is the part of Azure Table Storage that the product needs, and nothing that Table Storage does not have.
/// </summary>
/// <remarks>
/// <para>Keys are any strings (see <see cref="TableLimits"/>); row keys of one partition are ordered by the bytes of
/// their UTF-8 form. An implementation whose service forbids some characters or orders otherwise escapes them.</para>
/// <para>Reads see every commit that was acknowledged before they began, from any process (strong consistency).</para>
/// </remarks>
public interface ITableStore
{
    /// <summary>Reads one row, or null if there is none.</summary>
    /// <exception cref="StorageUnavailableException">The store could not answer.</exception>
    Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default);

    /// <summary>
    /// Reads the next page of a range of rows of one partition in ascending row-key order. A page can hold fewer rows
    /// than asked for and still have a continuation; the range is at its end only when the continuation is null.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The store could not answer.</exception>
    Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default);

    /// <summary>
    /// Commits an entity group transaction: all the writes or none. When it returns, the writes are durable.
    /// The result holds the new ETag of each write by its position (null for a delete).
    /// </summary>
    /// <exception cref="InvalidBatchException">The batch breaks a limit of <see cref="TableLimits"/>; nothing was written.</exception>
    /// <exception cref="RowConflictException">A condition of a write did not hold; nothing was written.</exception>
    /// <exception cref="StorageUnavailableException">
    /// The store could not answer. The batch may or may not have been committed: the caller has to look.
    /// </exception>
    Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default);
}
