using Polychron.UseCases.Ports.Tables;

namespace Polychron.Rollups.Tests.Support;

/// <summary>Counts what is asked of a table store, and the values that it answers with.</summary>
internal sealed class CountingStore(ITableStore inner) : ITableStore
{
    public int Reads { get; private set; }

    public int Commits { get; private set; }

    public int Rows => Lengths.Count;

    public List<int> Lengths { get; } = [];

    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        Reads++;
        return await inner.GetAsync(table, partition, row, cancellation);
    }

    public async Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        Reads++;
        var page = await inner.QueryAsync(range, cancellation);
        Lengths.AddRange(page.Rows.Select(row => row.Data.Length));
        return page;
    }

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        Commits++;
        return inner.CommitAsync(batch, cancellation);
    }
}
