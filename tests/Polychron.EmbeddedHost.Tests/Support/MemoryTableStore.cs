using System.Collections.Concurrent;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Tests.Support;

/// <summary>A table store in memory, as far as the host needs one; can be told to fail.</summary>
internal sealed class MemoryTableStore : ITableStore
{
    private readonly ConcurrentDictionary<(string Table, string Partition, string Row), TableRow> rows = new();
    private int etag;

    /// <summary>What every call throws, if set.</summary>
    public Exception? Trouble { get; set; }

    /// <summary>Whether calls hang until they are cancelled.</summary>
    public bool Hangs { get; set; }

    public int Commits { get; private set; }

    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        await Check(cancellation);
        return rows.GetValueOrDefault((table, partition, row));
    }

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default) =>
        throw new NotSupportedException("The host reads no ranges.");

    public async Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        await Check(cancellation);
        BatchGuard.Check(batch);
        Commits++;
        return [.. batch.Select(Apply)];
    }

    private string Apply(RowWrite write)
    {
        Assert.Equal(RowAction.Upsert, write.Action);
        var tag = Interlocked.Increment(ref etag).ToString();
        rows[(write.Table, write.Partition, write.Row)] = new TableRow(write.Row, write.Data.ToArray(), tag);
        return tag;
    }

    private async Task Check(CancellationToken cancellation)
    {
        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }

        if (Trouble is not null)
        {
            throw Trouble;
        }
    }
}
