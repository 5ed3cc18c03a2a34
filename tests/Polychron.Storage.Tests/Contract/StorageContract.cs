using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Contract;

/// <summary>A test of a port's contract, with a table and a queue of its own on one of the implementations.</summary>
public abstract class StorageContract<TBackend> : IAsyncLifetime
    where TBackend : IStorageBackend, new()
{
    protected const string Partition = "w-1";
    private static int _number;
    private readonly int _test = Interlocked.Increment(ref _number);

    protected TBackend Backend { get; } = new();

    protected ITableStore Store => Backend.Tables;

    protected IQueueStore Queues => Backend.Queues;

    protected string Table => $"{typeof(TBackend).Name}{_test}";

    protected string Queue => $"{typeof(TBackend).Name.ToLowerInvariant()}-{_test}";

    public Task InitializeAsync() => Backend.OpenAsync();

    public async Task DisposeAsync() => await Backend.DisposeAsync();

    protected RowWrite Insert(string row, byte[]? data = null) => new(RowAction.Insert, Table, Partition, row, data);

    protected RowWrite Replace(string row, byte[] data, string? etag = null) => new(RowAction.Replace, Table, Partition, row, data, etag);

    protected RowWrite Upsert(string row, byte[]? data = null) => new(RowAction.Upsert, Table, Partition, row, data);

    protected RowWrite Delete(string row, string? etag = null) => new(RowAction.Delete, Table, Partition, row, default, etag);

    protected Task<TableRow?> GetAsync(string row) => Store.GetAsync(Table, Partition, row);

    protected RowRange Range(string from = "", string to = "\U0010FFFF") => new(Table, Partition, from, to);

    /// <summary>Reads a range to its end, page by page.</summary>
    protected async Task<List<TableRow>> ReadAllAsync(RowRange range)
    {
        var rows = new List<TableRow>();
        string? continuation = null;
        do
        {
            var page = await Store.QueryAsync(range with { Continuation = continuation });
            Assert.True(page.Rows.Count <= range.MaxRows, $"a page of {page.Rows.Count} rows");
            rows.AddRange(page.Rows);
            Assert.True(rows.Count < 10_000, "the range has no end");
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }

    protected static byte[] Bytes(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
