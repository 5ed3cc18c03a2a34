using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.Service;

/// <summary>The table port on a simulated account, as one instance of the app uses it.</summary>
internal sealed class SimulatedTableStore(SimulatedAccount account, OperationCount count) : ITableStore
{
    /// <inheritdoc />
    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        KeyRules.CheckTable(table);
        if (!KeyRules.IsKey(partition) || !KeyRules.IsKey(row))
        {
            return Task.FromResult<TableRow?>(null);
        }

        count.Gets++;
        return account.SendAsync(new Resource(table, partition), account.Latency.Get, Serve, count, cancellation);

        Served<TableRow?> Serve()
        {
            var found = account.Tables.GetAsync(table, partition, row, CancellationToken.None).GetAwaiter().GetResult();
            count.RowsRead += found is null ? 0 : 1;
            return new Served<TableRow?>(found, found is null ? 1 : ReadWeight([found]), 1);
        }
    }

    /// <inheritdoc />
    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        RangeRules.Check(range);
        if (!KeyRules.IsKey(range.Partition))
        {
            return Task.FromResult(new RowPage([], null));
        }

        count.Queries++;
        return account.SendAsync(new Resource(range.Table, range.Partition), account.Latency.Query, Serve, count, cancellation);

        Served<RowPage> Serve()
        {
            var page = account.Tables.QueryAsync(range, CancellationToken.None).GetAwaiter().GetResult();
            count.RowsRead += page.Rows.Count;
            return new Served<RowPage>(page, ReadWeight(page.Rows), page.Rows.Count);
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        BatchGuard.Check(batch);
        count.Commits++;
        return account.SendAsync(
            new Resource(batch[0].Table, batch[0].Partition), account.Latency.Commit, Serve, count, cancellation);

        Served<IReadOnlyList<string?>> Serve()
        {
            var etags = account.Tables.CommitAsync(batch, CancellationToken.None).GetAwaiter().GetResult();
            count.RowsWritten += batch.Count;
            return new Served<IReadOnlyList<string?>>(
                etags, batch.Sum(write => account.Limits.Weight(write.Row.Length + write.Data.Length)), batch.Count);
        }
    }

    private double ReadWeight(IReadOnlyList<TableRow> rows) => account.Limits.Reads == Service.ReadWeight.Requests
        ? 1
        : Math.Max(1, rows.Sum(row => account.Limits.Weight(row.Row.Length + row.Data.Length)));
}
