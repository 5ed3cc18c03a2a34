using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Contract;

/// <summary>What the table port promises of a single write and of a batch.</summary>
public abstract class TableCommitContract<TBackend> : StorageContract<TBackend>
    where TBackend : IStorageBackend, new()
{
    [SkippableFact]
    public async Task An_inserted_row_is_read_back_with_its_etag()
    {
        var etags = await Store.CommitAsync([Insert("a", [1, 2, 3])]);
        var row = await GetAsync("a");
        Assert.Equal("a", row!.Row);
        Assert.Equal(new byte[] { 1, 2, 3 }, row.Data.ToArray());
        Assert.Equal(etags[0], row.ETag);
    }

    [SkippableFact]
    public async Task A_row_that_nobody_wrote_is_null_also_in_a_table_that_nobody_wrote()
    {
        Assert.Null(await GetAsync("a"));
        await Store.CommitAsync([Insert("a")]);
        Assert.Null(await GetAsync("b"));
        Assert.Null(await Store.GetAsync(Table, "w-2", "a"));
    }

    [SkippableFact]
    public async Task A_second_insert_of_a_row_conflicts_and_changes_nothing()
    {
        await Store.CommitAsync([Insert("a", [1])]);
        await ConflictsAsync(RowConflict.AlreadyExists, 0, Insert("a", [2]));
        Assert.Equal([1], (await GetAsync("a"))!.Data.ToArray());
    }

    [SkippableFact]
    public async Task A_replacement_needs_the_row_and_the_etag_it_names()
    {
        await ConflictsAsync(RowConflict.NotFound, 0, Replace("a", [1]));
        var first = (await Store.CommitAsync([Insert("a", [1])]))[0];
        var second = (await Store.CommitAsync([Replace("a", [2], first)]))[0];
        Assert.NotEqual(first, second);
        await ConflictsAsync(RowConflict.ETagMismatch, 0, Replace("a", [3], first));
        await ConflictsAsync(RowConflict.NotFound, 0, Replace("b", [3], second));
        Assert.Equal([2], (await GetAsync("a"))!.Data.ToArray());
        await Store.CommitAsync([Replace("a", [4])]);
        Assert.Equal([4], (await GetAsync("a"))!.Data.ToArray());
    }

    [SkippableFact]
    public async Task An_upsert_writes_whatever_is_there()
    {
        var first = (await Store.CommitAsync([Upsert("a", [1])]))[0];
        var second = (await Store.CommitAsync([Upsert("a", [2])]))[0];
        Assert.NotEqual(first, second);
        Assert.Equal([2], (await GetAsync("a"))!.Data.ToArray());
    }

    [SkippableFact]
    public async Task A_delete_needs_the_row_and_the_etag_it_names_and_gives_no_etag()
    {
        await ConflictsAsync(RowConflict.NotFound, 0, Delete("a"));
        var first = (await Store.CommitAsync([Insert("a")]))[0];
        var second = (await Store.CommitAsync([Replace("a", [2], first)]))[0];
        await ConflictsAsync(RowConflict.ETagMismatch, 0, Delete("a", first));
        Assert.Equal([null], await Store.CommitAsync([Delete("a", second)]));
        Assert.Null(await GetAsync("a"));
        await ConflictsAsync(RowConflict.NotFound, 0, Delete("a"));
    }

    [SkippableFact]
    public async Task A_row_inserted_again_after_its_deletion_has_another_etag()
    {
        var first = (await Store.CommitAsync([Insert("a", [1])]))[0];
        await Store.CommitAsync([Delete("a")]);
        var second = (await Store.CommitAsync([Insert("a", [1])]))[0];
        Assert.NotEqual(first, second);
        await ConflictsAsync(RowConflict.ETagMismatch, 0, Replace("a", [2], first));
    }

    [SkippableTheory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("no etag of this store")]
    [InlineData("W/\"datetime'2024-03-01T12%3A00%3A00Z'\"")]
    [InlineData("*")]
    [InlineData("W/\"x\"\r\nX-Injected: 1")]
    public async Task An_etag_that_the_store_never_gave_matches_no_row(string etag)
    {
        await Store.CommitAsync([Insert("a", [1])]);
        await ConflictsAsync(RowConflict.ETagMismatch, 0, Replace("a", [2], etag));
        await ConflictsAsync(RowConflict.ETagMismatch, 0, Delete("a", etag));
        Assert.Equal([1], (await GetAsync("a"))!.Data.ToArray());
    }

    [SkippableFact]
    public async Task A_batch_of_all_actions_is_written_together_and_answers_in_its_order()
    {
        var before = await Store.CommitAsync([Insert("replaced", [1]), Insert("deleted", [1])]);
        var etags = await Store.CommitAsync(
            [Replace("replaced", [2], before[0]), Insert("inserted", [2]), Delete("deleted", before[1]), Upsert("upserted", [2])]);
        Assert.Null(etags[2]);
        Assert.Equal(etags[0], (await GetAsync("replaced"))!.ETag);
        Assert.Equal(etags[1], (await GetAsync("inserted"))!.ETag);
        Assert.Equal(etags[3], (await GetAsync("upserted"))!.ETag);
        Assert.Equal(["inserted", "replaced", "upserted"], (await ReadAllAsync(Range())).Select(row => row.Row));
    }

    [SkippableFact]
    public async Task A_batch_with_one_conflict_writes_nothing_and_names_the_first_one()
    {
        var stale = (await Store.CommitAsync([Insert("c", [1])]))[0];
        await Store.CommitAsync([Replace("c", [2]), Insert("d", [2])]);
        await ConflictsAsync(
            RowConflict.ETagMismatch, 2, Insert("a"), Upsert("b"), Replace("c", [3], stale), Insert("d"), Delete("missing"));
        await ConflictsAsync(RowConflict.AlreadyExists, 1, Delete("c"), Insert("d"));
        await ConflictsAsync(RowConflict.NotFound, 1, Delete("c"), Delete("missing"));
        Assert.Equal(["c", "d"], (await ReadAllAsync(Range())).Select(row => row.Row));
        Assert.Equal([2], (await GetAsync("c"))!.Data.ToArray());
    }

    [SkippableFact]
    public async Task A_batch_of_a_hundred_rows_is_written()
    {
        var etags = await Store.CommitAsync([.. Enumerable.Range(0, 100).Select(i => Insert($"r{i:d3}", [(byte)i]))]);
        Assert.Equal(100, etags.Count);
        var rows = await ReadAllAsync(Range());
        Assert.Equal(etags, rows.Select(row => row.ETag));
        await ConflictsAsync(RowConflict.AlreadyExists, 99, [.. Enumerable.Range(0, 99).Select(i => Upsert($"r{i:d3}")), Insert("r099")]);
    }

    [SkippableFact]
    public async Task Partitions_and_tables_are_apart()
    {
        await Store.CommitAsync([Insert("a", [1])]);
        await Store.CommitAsync([Insert("a", [2]) with { Partition = "w-2" }]);
        await Store.CommitAsync([Insert("a", [3]) with { Table = Table + "other" }]);
        Assert.Equal([1], (await GetAsync("a"))!.Data.ToArray());
        Assert.Equal([2], (await Store.GetAsync(Table, "w-2", "a"))!.Data.ToArray());
        Assert.Equal([3], (await Store.GetAsync(Table + "other", Partition, "a"))!.Data.ToArray());
        Assert.Single(await ReadAllAsync(Range()));
    }

    [SkippableFact]
    public async Task A_cancelled_commit_is_not_begun()
    {
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.CommitAsync([Insert("a")], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync(Table, Partition, "a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.QueryAsync(Range(), cancelled));
        Assert.Null(await GetAsync("a"));
    }

    private async Task ConflictsAsync(RowConflict conflict, int index, params RowWrite[] batch)
    {
        var thrown = await Assert.ThrowsAsync<RowConflictException>(() => Store.CommitAsync(batch));
        Assert.Equal((conflict, index), (thrown.Conflict, thrown.Index));
    }
}
