using Polychron.Storage.Sqlite.Reading;
using Polychron.Storage.Sqlite.Writing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Sqlite.Tables;

/// <summary>
/// The table port on the embedded store. Reads take microseconds and are made on the caller's thread; their tasks are
/// complete when they are returned.
/// </summary>
internal sealed class SqliteTableStore(ReaderPool readers, CommitThread writer, TableWriter tables) : ITableStore
{
    private static readonly Task<TableRow?> NoRow = Task.FromResult<TableRow?>(null);

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        KeyRules.CheckTable(table);
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<TableRow?>(cancellation);
        }

        if (!KeyRules.IsKey(partition) || !KeyRules.IsKey(row))
        {
            return NoRow;
        }

        try
        {
            return Get(table, partition, row) is { } found ? Task.FromResult<TableRow?>(found) : NoRow;
        }
        catch (StorageUnavailableException e)
        {
            return Task.FromException<TableRow?>(e);
        }
    }

    public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
    {
        RangeRules.Check(range);
        if (cancellation.IsCancellationRequested)
        {
            return Task.FromCanceled<RowPage>(cancellation);
        }

        if (!KeyRules.IsKey(range.Partition))
        {
            return Task.FromResult(new RowPage([], null));
        }

        try
        {
            using var lease = readers.Rent();
            return Task.FromResult(PageReader.Read(lease.Reader, range));
        }
        catch (StorageUnavailableException e)
        {
            return Task.FromException<RowPage>(e);
        }
    }

    public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
    {
        BatchGuard.Check(batch);
        return writer.Enqueue(new TableCommit(tables, batch, cancellation));
    }

    private TableRow? Get(string table, string partition, string row)
    {
        Span<byte> key = stackalloc byte[RowAddress.MaxBytes];
        var length = RowAddress.Write(key, table, partition, row);
        using var lease = readers.Rent();
        var statement = lease.Reader.Get;
        var found = statement.Bind(1, key[..length]).Step()
            ? new TableRow(row, statement.Blob(1).ToArray(), ETags.Format(statement.Int64(0)))
            : null;
        statement.Reset();
        return found;
    }
}
