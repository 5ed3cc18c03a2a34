using Polychron.Rollups.Tests.Support;
using Polychron.Storage.Azure;
using Polychron.Storage.Sqlite;
using Polychron.Testing;
using Polychron.Testing.Azurite;
using Polychron.Testing.Storage;
using Xunit.Abstractions;

namespace Polychron.Rollups.Tests.Fold;

/// <summary>Whatever happens, at every moment every report equals the sum over the entries one by one.</summary>
public sealed class ExactnessTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Every_report_equals_the_sum_over_the_entries()
    {
        var (fromCells, deaths) = (0, 0);
        for (var seed = 1; seed <= RunSize.Pick(60, 2_000); seed++)
        {
            var play = await RollupPlay.RunAsync(new InMemoryTableStore(), seed, steps: 40, output);
            (fromCells, deaths) = (fromCells + play.FromCells, deaths + play.Deaths);
        }

        // The reports were of cells, and the crashes were crashes: otherwise this would have shown nothing.
        output.WriteLine($"{fromCells} reports from cells, {deaths} deaths");
        Assert.True(fromCells > 1_000);
        Assert.True(deaths > 50);
    }

    [Fact]
    public async Task In_the_embedded_store_too()
    {
        for (var seed = 1_001; seed <= RunSize.Pick(1_004, 1_100); seed++)
        {
            using var folder = new TemporaryFolder();
            await using var storage = SqliteStorage.Open(folder.Path, new ManualTime());
            Assert.True((await RollupPlay.RunAsync(storage.Tables, seed, steps: 40, output)).FromCells > 0);
        }
    }

    [SkippableFact]
    public async Task In_Table_Storage_too()
    {
        var azurite = await AzuriteServer.SharedAsync();
        Skip.If(azurite.Absence is not null, azurite.Absence);
        var storage = AzureStorage.Use(azurite.ConnectionString, TimeProvider.System);
        for (var seed = 2_001; seed <= RunSize.Pick(2_002, 2_020); seed++)
        {
            var tables = new PrefixedTableStore(storage.Tables, $"{seed}-");
            Assert.True((await RollupPlay.RunAsync(tables, seed, steps: 40, output)).FromCells > 0);
        }
    }
}
