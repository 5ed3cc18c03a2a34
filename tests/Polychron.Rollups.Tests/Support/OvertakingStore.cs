using Polychron.UseCases.Ports.Tables;

namespace Polychron.Rollups.Tests.Support;

/// <summary>A table store in which somebody else does something just before one of the reads.</summary>
internal sealed class OvertakingStore(ITableStore inner, Func<bool> isNow, Func<Task> interruption) : ITableStore
{
    public bool IsOn { get; set; }

    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        await InterruptAsync();
        return await inner.GetAsync(table, partition, row, cancellation);
    }

    public async Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        await InterruptAsync();
        return await inner.QueryAsync(range, cancellation);
    }

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
        inner.CommitAsync(batch, cancellation);

    private Task InterruptAsync() => IsOn && isNow() ? interruption() : Task.CompletedTask;
}
