using Polychron.UseCases.Ports.Tables;

namespace Polychron.Testing.Storage;

/// <summary>
/// A table store whose process dies after a number of commits: that commit and all that follow never happen, nor do reads.
/// What is below it stays, for the process that comes after.
/// </summary>
public sealed class CrashingTableStore(ITableStore inner, int commitsBeforeCrash) : ITableStore
{
    private int _commits;

    /// <summary>Whether it has crashed.</summary>
    public bool IsDead => Volatile.Read(ref _commits) > commitsBeforeCrash;

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        IsDead ? throw Dead() : inner.GetAsync(table, partition, row, cancellation);

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
        IsDead ? throw Dead() : inner.QueryAsync(range, cancellation);

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
        Interlocked.Increment(ref _commits) > commitsBeforeCrash ? throw Dead() : inner.CommitAsync(batch, cancellation);

    private static StorageUnavailableException Dead() => new("the process is dead");
}
