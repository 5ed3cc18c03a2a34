using System.Text;
using Polychron.Storage.Tests.Backends;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Contract;

/// <summary>What the table port promises of ranges, pages and the order of keys.</summary>
public abstract class TableRangeContract<TBackend> : StorageContract<TBackend>
    where TBackend : IStorageBackend, new()
{
    // Every gap between the characters that Table Storage and our escaping treat differently, and where UTF-16 and UTF-8
    // order apart: U+FFFD against a surrogate pair.
    private static readonly string[] Awkward =
    [
        "", "\0", "\0\0", "\u0001", "\t", "\n", "\r\n", " ", "  ", "!", "!00", "\"", "#", "$", "%", "%2F", "&", "'", "''", "(", ")", "*", "+",
        ",", "-", ".", "..", "/", "//", "0", "9", ":", ":3a", ";", "<", "=", ">", "?", "@", "A", "Z", "[", "\\", "]", "^", "_", "`", "a", "a!",
        "a b", "a/b", "a0", "aa", "z", "{", "|", "}", "~", "~7e", "\u007f", "\u0080", "\u009f", "é", "ä'ö\"", "Привет", "Ёж/Яна", "漢字", "\uffff",
        "\ufffd", "\ue000", "😀", "😀a", "\U0010ffff", "null", "true", "a\0b", "PartitionKey eq 'x'", "x' or RowKey gt '",
    ];

    [SkippableFact]
    public async Task Keys_of_any_characters_are_kept_apart_and_ordered_by_their_bytes()
    {
        await Store.CommitAsync([.. Awkward.Select(key => Insert(key, Encoding.UTF8.GetBytes(key)))]);
        var byBytes = Awkward.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)));
        var rows = await ReadAllAsync(Range() with { To = "\U0010ffff\uffff" });
        Assert.Equal(byBytes, rows.Select(row => row.Row));
        Assert.All(rows, row => Assert.Equal(row.Row, Encoding.UTF8.GetString(row.Data.Span)));
        foreach (var key in Awkward)
        {
            Assert.Equal(key, (await GetAsync(key))?.Row);
        }

        await Store.CommitAsync([.. Awkward.Select(key => Delete(key))]);
        Assert.Empty(await ReadAllAsync(Range()));
    }

    [SkippableFact]
    public async Task Partition_keys_of_any_characters_are_kept_apart()
    {
        string[] partitions = ["", "/", "a/b", "a", "A", "a'", "\0", "é", "😀", "?&#%"];
        foreach (var partition in partitions)
        {
            await Store.CommitAsync([Insert("row", Encoding.UTF8.GetBytes(partition)) with { Partition = partition }]);
        }

        foreach (var partition in partitions)
        {
            var row = Assert.Single(await ReadAllAsync(Range() with { Partition = partition }));
            Assert.Equal(partition, Encoding.UTF8.GetString(row.Data.Span));
        }
    }

    [SkippableFact]
    public async Task A_range_includes_its_start_and_excludes_its_end()
    {
        await Store.CommitAsync([.. "abcde".Select(c => Insert(c.ToString()))]);
        Assert.Equal(["b", "c"], await KeysAsync("b", "d"));
        Assert.Equal(["b"], await KeysAsync("b", "b\0"));
        Assert.Equal([], await KeysAsync("b", "b"));
        Assert.Equal([], await KeysAsync("d", "b"));
        Assert.Equal([], await KeysAsync("", ""));
        Assert.Equal(["c", "d", "e"], await KeysAsync("bb", "f"));
        Assert.Equal(["a"], await KeysAsync("", "a\0"));
        Assert.Equal(["e"], await KeysAsync("d" + new string('z', 600), "e" + new string('z', 600)));
    }

    [SkippableFact]
    public async Task A_range_of_more_than_a_thousand_rows_is_read_to_its_end_in_pages()
    {
        for (var i = 0; i < 1_200; i += 100)
        {
            await Store.CommitAsync([.. Enumerable.Range(i, 100).Select(n => Insert($"r/{n:d5}", [1]))]);
        }

        var expected = Enumerable.Range(50, 1_100).Select(n => $"r/{n:d5}").ToList();
        var first = await Store.QueryAsync(Range("r/00050", "r/01150"));
        Assert.InRange(first.Rows.Count, 1, TableLimits.MaxPageRows);
        Assert.NotNull(first.Continuation);
        Assert.Equal(expected, (await ReadAllAsync(Range("r/00050", "r/01150"))).Select(row => row.Row));
        Assert.Equal(expected, (await ReadAllAsync(Range("r/00050", "r/01150") with { MaxRows = 300, KeysOnly = true })).Select(row => row.Row));
    }

    [SkippableFact]
    public async Task A_page_has_at_most_the_rows_asked_for_and_no_row_comes_twice()
    {
        await Store.CommitAsync([.. "abcdefg".Select(c => Insert($"x'{c}", [1]))]);
        foreach (var max in new[] { 1, 2, 3, 7, 8 })
        {
            var rows = await ReadAllAsync(Range() with { MaxRows = max });
            Assert.Equal("abcdefg".Select(c => $"x'{c}"), rows.Select(row => row.Row));
        }
    }

    [SkippableFact]
    public async Task Rows_written_behind_the_continuation_are_seen_and_those_before_it_are_not()
    {
        await Store.CommitAsync([Insert("b"), Insert("d"), Insert("f")]);
        var page = await Store.QueryAsync(Range() with { MaxRows = 2 });
        Assert.NotNull(page.Continuation);
        await Store.CommitAsync([Insert("a"), Insert("g")]);
        var rest = await Store.QueryAsync(Range() with { MaxRows = 100, Continuation = page.Continuation });
        Assert.Equal(["f", "g"], rest.Rows.Select(row => row.Row));
    }

    [SkippableFact]
    public async Task Keys_only_brings_keys_and_etags_without_values()
    {
        var etags = await Store.CommitAsync([Insert("a", Bytes(1000)), Insert("b/c", [1])]);
        var rows = await ReadAllAsync(Range() with { KeysOnly = true });
        Assert.Equal(["a", "b/c"], rows.Select(row => row.Row));
        Assert.Equal(etags, rows.Select(row => row.ETag));
        Assert.All(rows, row => Assert.True(row.Data.IsEmpty));
    }

    [SkippableFact]
    public async Task An_etag_read_from_a_range_lets_its_row_be_replaced()
    {
        await Store.CommitAsync([Insert("a/b", [1])]);
        var row = Assert.Single(await ReadAllAsync(Range()));
        await Store.CommitAsync([Replace("a/b", [2], row.ETag)]);
        await Assert.ThrowsAsync<RowConflictException>(() => Store.CommitAsync([Replace("a/b", [3], row.ETag)]));
    }

    [SkippableFact]
    public async Task A_range_of_nothing_is_empty_and_at_its_end()
    {
        var page = await Store.QueryAsync(Range());
        Assert.Empty(page.Rows);
        Assert.Null(page.Continuation);
    }

    private async Task<IEnumerable<string>> KeysAsync(string from, string to)
        => (await ReadAllAsync(Range(from, to))).Select(row => row.Row);
}
