using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Contract;

/// <summary>What the table port refuses, and the largest that it takes.</summary>
public abstract class TableLimitContract<TBackend> : StorageContract<TBackend>
    where TBackend : IStorageBackend, new()
{
    [SkippableFact]
    public async Task A_batch_beyond_a_limit_is_refused_and_nothing_is_written()
    {
        await RefusesAsync("at least one");
        await RefusesAsync("one table", Insert("a"), Insert("b") with { Table = Table + "other" });
        await RefusesAsync("one partition", Insert("a"), Insert("b") with { Partition = "w-2" });
        await RefusesAsync("row twice", Insert("a"), Insert("b"), Upsert("a"));
        await RefusesAsync("at most 100", [.. Enumerable.Range(0, 101).Select(i => Insert($"r{i}"))]);
        await RefusesAsync("value", Insert("a", new byte[TableLimits.MaxDataBytes + 1]));
        await RefusesAsync("bytes", [.. Enumerable.Range(0, 6).Select(i => Insert($"r{i}", new byte[TableLimits.MaxDataBytes]))]);
        await RefusesAsync("row key weighs", Insert(new string('a', 513)));
        await RefusesAsync("row key weighs", Insert(new string('/', 171)));
        await RefusesAsync("partition key weighs", Insert("a") with { Partition = new string('é', 86) });
        await RefusesAsync("surrogate", Insert("a\ud800b"));
        await RefusesAsync("surrogate", Insert("a") with { Partition = "\udc00" });
        await RefusesAsync("table name", Insert("a") with { Table = "no_table" });
        Assert.Empty(await ReadAllAsync(Range()));
    }

    [SkippableFact]
    public async Task The_heaviest_keys_are_taken()
    {
        string[] keys = [new('k', 512), new('/', 170), new('é', 85), string.Concat(Enumerable.Repeat("😀", 42))];
        foreach (var partition in keys)
        {
            await Store.CommitAsync([.. keys.Select(row => Insert(row, [1]) with { Partition = partition })]);
            Assert.Equal(keys.Order(KeyOrder.Instance), (await ReadAllAsync(Range() with { Partition = partition })).Select(row => row.Row));
            Assert.NotNull(await Store.GetAsync(Table, partition, keys[0]));
        }
    }

    [SkippableFact]
    public async Task The_heaviest_batch_is_taken_and_read_back_in_pages()
    {
        // As much as fits, in a hundred rows whose keys need an escape for every byte but the last two.
        var partition = new string('/', 170);
        string Row(int i) => new string('/', 168) + $"{i:d2}";
        var data = Bytes((TableLimits.MaxBatchBytes - partition.Length) / 100 - partition.Length);
        await Store.CommitAsync([.. Enumerable.Range(0, 100).Select(i => Insert(Row(i), data) with { Partition = partition })]);
        var rows = await ReadAllAsync(Range() with { Partition = partition });
        Assert.Equal(100, rows.Count);
        Assert.All(rows, row => Assert.Equal(data, row.Data.ToArray()));
    }

    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60 * 1024)]
    [InlineData(60 * 1024 + 1)]
    [InlineData(64 * 1024)]
    [InlineData(300 * 1024)]
    [InlineData(TableLimits.MaxDataBytes)]
    public async Task A_value_of_any_bytes_is_read_back(int length)
    {
        var data = Bytes(length, seed: length);
        await Store.CommitAsync([Insert("a", data)]);
        Assert.Equal(data, (await GetAsync("a"))!.Data.ToArray());
        Assert.Equal(data, Assert.Single(await ReadAllAsync(Range())).Data.ToArray());
        await Store.CommitAsync([Replace("a", [7])]);
        Assert.Equal([7], (await GetAsync("a"))!.Data.ToArray());
    }

    [SkippableFact]
    public async Task A_key_that_no_row_can_have_is_not_found()
    {
        await Store.CommitAsync([Insert("a"), Insert("\ufffd")]);
        Assert.Null(await GetAsync("\ud800"));
        Assert.Null(await GetAsync(new string('a', 5_000)));
        Assert.Null(await Store.GetAsync(Table, "\ud800", "a"));
        Assert.Empty(await ReadAllAsync(Range() with { Partition = new string('/', 400) }));
    }

    [SkippableFact]
    public async Task A_read_outside_the_limits_is_refused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.GetAsync("no table", Partition, "a"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(Range() with { Table = "9" }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(Range("\ud800")));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(Range("a", "b\udfff")));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(Range() with { MaxRows = 0 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.QueryAsync(Range() with { MaxRows = TableLimits.MaxPageRows + 1 }));
    }

    private async Task RefusesAsync(string reason, params RowWrite[] batch)
    {
        var refusal = await Assert.ThrowsAsync<InvalidBatchException>(() => Store.CommitAsync(batch));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }
}
