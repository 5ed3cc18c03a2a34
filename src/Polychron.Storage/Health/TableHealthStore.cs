using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Health;

/// <summary>The last measurement over the table port: one row, which the later one replaces whatever is there.</summary>
public sealed class TableHealthStore(ITableStore store) : IHealthStore
{
    /// <inheritdoc />
    public async Task<ServerHealth?> ReadAsync(CancellationToken cancellation = default)
    {
        var row = await store.GetAsync(HealthKeys.Table, HealthKeys.Partition, HealthKeys.Measurement, cancellation).ConfigureAwait(false);
        return row is null ? null : RowCodec.Read(row.Data, RowCodec.ServerHealth).ToHealth();
    }

    /// <inheritdoc />
    public Task SaveAsync(ServerHealth health, CancellationToken cancellation = default) => store.CommitAsync(
        [
            new RowWrite(
                RowAction.Upsert,
                HealthKeys.Table,
                HealthKeys.Partition,
                HealthKeys.Measurement,
                RowCodec.Write(HealthRow.From(health), RowCodec.ServerHealth)),
        ],
        cancellation);
}
