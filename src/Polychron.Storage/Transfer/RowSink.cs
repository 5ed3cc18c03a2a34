using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>
/// Writes rows in batches of one partition, several at once. A row is put as it is, whatever is there: the same import may
/// come by again.
/// </summary>
internal sealed class RowSink(ITableStore store, IProgress<long>? progress, CancellationToken cancellation)
{
    // As many as make one commit of the embedded store, and no more than a partition of Table Storage takes.
    private const int AtOnce = 8;
    private const int KeyAllowance = 512;
    private readonly Queue<Task> _running = new();
    private List<RowWrite> _batch = [];
    private long _bytes;

    /// <summary>How many rows were written.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds a row. It is in the store when <see cref="FlushAsync"/> has returned.</summary>
    public async Task AddAsync(string table, string partition, string row, byte[] data)
    {
        if (_batch.Count > 0
            && (_batch[0].Table != table || _batch[0].Partition != partition || _batch.Count == TableLimits.MaxBatchRows
                || _bytes + data.Length + KeyAllowance > TableLimits.MaxBatchBytes))
        {
            await SendAsync().ConfigureAwait(false);
        }

        _batch.Add(new RowWrite(RowAction.Upsert, table, partition, row, data));
        _bytes += data.Length + KeyAllowance;
    }

    /// <summary>Waits until every row is in the store.</summary>
    public async Task FlushAsync()
    {
        if (_batch.Count > 0)
        {
            await SendAsync().ConfigureAwait(false);
        }

        while (_running.TryDequeue(out var running))
        {
            await running.ConfigureAwait(false);
        }
    }

    private async Task SendAsync()
    {
        var batch = _batch;
        (_batch, _bytes) = ([], 0);
        _running.Enqueue(store.CommitAsync(batch, cancellation));
        if (_running.Count >= AtOnce)
        {
            await _running.Dequeue().ConfigureAwait(false);
        }

        Rows += batch.Count;
        progress?.Report(Rows);
    }
}
