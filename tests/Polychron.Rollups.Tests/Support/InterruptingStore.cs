using Polychron.UseCases.Ports.Tables;

namespace Polychron.Rollups.Tests.Support;

/// <summary>A table store during whose first commit, just before it happens, somebody else does something.</summary>
internal sealed class InterruptingStore(ITableStore inner, Func<Task> interruption) : ITableStore
{
    private int _commits;

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        inner.GetAsync(table, partition, row, cancellation);

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) => inner.QueryAsync(range, cancellation);

    public async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        if (Interlocked.Increment(ref _commits) == 1)
        {
            await interruption();
        }

        return await inner.CommitAsync(batch, cancellation);
    }
}
