using Polychron.Testing;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Operations;

/// <summary>What verification notices.</summary>
public sealed class VerifierTests : IDisposable
{
    private const string Partition = "w-0000000000003";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_store_that_was_worked_with_is_sound()
    {
        await using var store = await FilledAsync();
        var report = await store.Files.VerifyStoreAsync();
        Assert.Empty(report.Faults);
        Assert.Equal((12, 1), (report.Entries, report.Workspaces));
        Assert.True(report.Records > 12);
    }

    [Theory]
    [InlineData("a-")]
    [InlineData("u-")]
    [InlineData("p-")]
    [InlineData("e-")]
    [InlineData("l-")]
    [InlineData("h")]
    public async Task A_row_that_is_missing_is_noticed(string prefix)
    {
        await using var store = await FilledAsync();
        var page = await store.Tables.QueryAsync(new RowRange("workspaces", Partition, prefix, prefix + "~"));

        // Not a log's first row: retention takes those away too.
        await store.Tables.CommitAsync([new RowWrite(RowAction.Delete, "workspaces", Partition, page.Rows[^1].Row)]);

        Assert.NotEmpty((await store.Files.VerifyStoreAsync()).Faults);
    }

    [Theory]
    [InlineData("a-")]
    [InlineData("u-")]
    [InlineData("p-")]
    [InlineData("e-")]
    public async Task A_copy_that_differs_is_noticed(string prefix)
    {
        await using var store = await FilledAsync();
        var page = await store.Tables.QueryAsync(new RowRange("workspaces", Partition, prefix, prefix + "~"));

        await store.Tables.CommitAsync([new RowWrite(RowAction.Replace, "workspaces", Partition, page.Rows[0].Row, page.Rows[1].Data)]);

        Assert.NotEmpty((await store.Files.VerifyStoreAsync()).Faults);
    }

    [Fact]
    public async Task A_gap_in_the_log_is_noticed()
    {
        await using var store = await FilledAsync();
        var page = await store.Tables.QueryAsync(new RowRange("workspaces", Partition, "l-", "l."));
        await store.Tables.CommitAsync([new RowWrite(RowAction.Delete, "workspaces", Partition, page.Rows[5].Row)]);
        Assert.Contains((await store.Files.VerifyStoreAsync()).Faults, fault => fault.Contains("follows record", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("strangers", "p", "r", "{}")]
    [InlineData("workspaces", Partition, "e-0000000000099", "no JSON")]
    [InlineData("workspaces", "w-0000000000008", "s-x", "{}")]
    public async Task A_row_that_does_not_belong_there_is_noticed(string table, string partition, string row, string data)
    {
        await using var store = await FilledAsync();
        await store.Tables.CommitAsync([new RowWrite(RowAction.Insert, table, partition, row, System.Text.Encoding.UTF8.GetBytes(data))]);
        Assert.Single((await store.Files.VerifyStoreAsync()).Faults.Take(1));
    }

    private async Task<StoreUnderTest> FilledAsync()
    {
        var store = StoreUnderTest.Embedded(_folder.Path);
        var workspace = await store.BootstrapAsync();
        for (var hour = 0; hour < 12; hour++)
        {
            await store.TrackAsync(workspace, 1, hour, $"work {hour}");
        }

        return store;
    }
}
