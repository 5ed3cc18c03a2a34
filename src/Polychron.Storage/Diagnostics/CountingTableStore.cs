using System.Diagnostics.Metrics;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Diagnostics;

/// <summary>A table store that counts on <see cref="StorageMeter"/>. It costs nothing as long as nobody listens.</summary>
public sealed class CountingTableStore(ITableStore inner) : ITableStore
{
    private static readonly Counter<long> Operations = StorageMeter.Meter.CreateCounter<long>(StorageMeter.Operations);
    private static readonly Counter<long> Rows = StorageMeter.Meter.CreateCounter<long>(StorageMeter.Rows);
    private static readonly KeyValuePair<string, object?> Get = new(StorageMeter.Kind, "get");
    private static readonly KeyValuePair<string, object?> Query = new(StorageMeter.Kind, "query");
    private static readonly KeyValuePair<string, object?> Commit = new(StorageMeter.Kind, "commit");

    /// <inheritdoc />
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        var answer = inner.GetAsync(table, partition, row, cancellation);
        return Operations.Enabled ? Count(answer, Get, static found => found is null ? 0 : 1) : answer;
    }

    /// <inheritdoc />
    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        var answer = inner.QueryAsync(range, cancellation);
        return Operations.Enabled ? Count(answer, Query, static page => page.Rows.Count) : answer;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        var answer = inner.CommitAsync(batch, cancellation);
        return Operations.Enabled ? Count(answer, Commit, static etags => etags.Count) : answer;
    }

    private static async Task<T> Count<T>(Task<T> answer, KeyValuePair<string, object?> kind, Func<T, int> rows)
    {
        Operations.Add(1, kind);
        var result = await answer.ConfigureAwait(false);
        Rows.Add(rows(result), kind);
        return result;
    }
}
