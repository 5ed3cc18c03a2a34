using Polychron.Testing.Storage;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Tests.Diagnostics;

public sealed class FaultyTableStoreTests
{
    [Fact]
    public async Task A_commit_fails_before_it_happens_or_loses_its_answer_and_looks_the_same()
    {
        var inner = new InMemoryTableStore();
        var store = new FaultyTableStore(inner, seed: 7) { CommitFails = 0.3, AnswerLost = 0.3, ReadFails = 0.3 };
        var acknowledged = 0;
        var failed = 0;
        for (var i = 0; i < 200; i++)
        {
            try
            {
                await store.CommitAsync([new(RowAction.Insert, "rows", "p", $"r{i}")]);
                acknowledged++;
            }
            catch (StorageUnavailableException e)
            {
                Assert.Contains("Seed 7", e.Message, StringComparison.Ordinal);
                failed++;
            }
        }

        var stored = (await inner.QueryAsync(new RowRange("rows", "p", "", "z"))).Rows.Count;
        Assert.True(store.CommitsFailed > 20 && store.AnswersLost > 20, $"{store.CommitsFailed} and {store.AnswersLost} of 200");
        Assert.Equal(failed, store.CommitsFailed + store.AnswersLost);
        Assert.Equal(stored, acknowledged + store.AnswersLost);
        await Assert.ThrowsAsync<StorageUnavailableException>(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await store.GetAsync("rows", "p", "r0");
            }
        });
    }

    [Fact]
    public async Task The_same_seed_fails_the_same_commits()
    {
        Assert.Equal(await FailuresAsync(3), await FailuresAsync(3));
        Assert.NotEqual(await FailuresAsync(3), await FailuresAsync(4));
    }

    private static async Task<string> FailuresAsync(int seed)
    {
        var store = new FaultyTableStore(new InMemoryTableStore(), seed) { CommitFails = 0.5 };
        var outcomes = "";
        for (var i = 0; i < 50; i++)
        {
            try
            {
                await store.CommitAsync([new(RowAction.Upsert, "rows", "p", "a")]);
                outcomes += "+";
            }
            catch (StorageUnavailableException)
            {
                outcomes += "-";
            }
        }

        return outcomes;
    }
}
