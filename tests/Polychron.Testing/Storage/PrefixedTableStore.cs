using Polychron.UseCases.Ports.Tables;

namespace Polychron.Testing.Storage;

/// <summary>A corner of a shared table store: every partition's key gets a prefix, so that tests do not meet each other.</summary>
public sealed class PrefixedTableStore(ITableStore inner, string prefix) : ITableStore
{
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) =>
        inner.GetAsync(table, prefix + partition, row, cancellation);

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
        inner.QueryAsync(range with { Partition = prefix + range.Partition }, cancellation);

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default) =>
        inner.CommitAsync([.. batch.Select(write => write with { Partition = prefix + write.Partition })], cancellation);
}
