using FsCheck;
using FsCheck.Fluent;
using Polychron.Storage.Tests.Backends;
using Polychron.Testing.Storage;

namespace Polychron.Storage.Tests.Model;

/// <summary>
/// Random runs of batches, with conditions that hold and that do not, on a store and on the model: every outcome and
/// all that is stored must be the same. A failure prints the run, made as short as it can be, and its seed.
/// </summary>
public sealed class TableModelTests
{
    [Fact]
    public Task Sqlite_is_as_the_model() => CompareAsync<SqliteBackend>(runs: 150, maxSteps: 25);

    [SkippableFact]
    public Task Azurite_is_as_the_model() => CompareAsync<AzuriteBackend>(runs: 25, maxSteps: 12);

    private static async Task CompareAsync<TBackend>(int runs, int maxSteps)
        where TBackend : IStorageBackend, new()
    {
        await using var backend = new TBackend();
        await backend.OpenAsync();
        var number = 0;
        Prop.ForAll(StepGenerator.Runs(maxSteps), steps => RunAsync(backend, $"run{number++}", steps).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(runs));
    }

    private static async Task<bool> RunAsync(IStorageBackend backend, string run, Step[] steps)
    {
        var model = new Player(new InMemoryTableStore(), "model", run);
        var store = new Player(backend.Tables, "model", run);
        foreach (var step in steps)
        {
            Assert.Equal(await model.PlayAsync(step), await store.PlayAsync(step));
        }

        Assert.Equal(await model.LookAsync(), await store.LookAsync());
        return true;
    }
}
