using Polychron.UseCases.Ports.Tables;

namespace Polychron.Testing.Storage;

/// <summary>A table store on which something else happens right before every commit, as between a read and its write.</summary>
public sealed class InterruptedTableStore(ITableStore inner, Func<Task> before) : ITableStore
{
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        inner.GetAsync(table, partition, row, cancellation);

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) => inner.QueryAsync(range, cancellation);

    public async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        await before();
        return await inner.CommitAsync(batch, cancellation);
    }
}
