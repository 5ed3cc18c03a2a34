using Polychron.OAuth.Tests.Support;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.OAuth.Tests.Tokens;

/// <summary>What each request costs in storage, and that what must be one step is one batch.</summary>
public sealed class StorageOperationTests
{
    [Fact]
    public async Task An_exchange_and_a_refresh_are_one_batch_each()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var store = new CountedStore(world.Store);
        var instance = world.NewInstance(store);
        var code = await world.GrantAsync(client);

        var issued = await world.ExchangeAsync(client, code, on: instance);
        Assert.Equal((1, 0), (store.Commits, store.Queries));
        Assert.InRange(store.Gets, 1, 8);

        store.Reset();
        await world.RefreshAsync(client, issued.RefreshToken, instance);
        Assert.Equal((1, 0), (store.Commits, store.Queries));
        Assert.InRange(store.Gets, 1, 8);
    }

    [Fact]
    public async Task What_is_no_code_or_token_writes_nothing_and_does_not_wait_for_writers()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var store = new CountedStore(world.Store);
        var instance = world.NewInstance(store);

        await GrantTests.Refused(() => world.ExchangeAsync(client, "guess", on: instance));
        await GrantTests.Refused(() => world.RefreshAsync(client, OAuthSecrets.NewRefreshToken(world.Random), instance));
        Assert.Equal((0, 0, 4), (store.Commits, store.Queries, store.Gets));
    }

    [Fact]
    public async Task If_the_store_fails_nothing_is_half_done()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var store = new CountedStore(world.Store) { FailsCommits = true };
        var code = await world.GrantAsync(client);
        await Assert.ThrowsAnyAsync<Exception>(() => world.ExchangeAsync(client, code, on: world.NewInstance(store)));

        Assert.True(await world.LetsInAsync((await world.ExchangeAsync(client, code)).AccessToken));
    }

    private sealed class CountedStore(ITableStore inner) : ITableStore
    {
        public int Gets { get; private set; }

        public int Queries { get; private set; }

        public int Commits { get; private set; }

        public bool FailsCommits { get; init; }

        public void Reset() => (Gets, Queries, Commits) = (0, 0, 0);

        public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
        {
            Gets++;
            return inner.GetAsync(table, partition, row, cancellation);
        }

        public Task<RowPage> QueryAsync(RowRange range, CancellationToken cancellation = default)
        {
            Queries++;
            return inner.QueryAsync(range, cancellation);
        }

        public Task<IReadOnlyList<string?>> CommitAsync(IReadOnlyList<RowWrite> batch, CancellationToken cancellation = default)
        {
            Commits++;
            return FailsCommits ? throw new StorageUnavailableException("The store is away.") : inner.CommitAsync(batch, cancellation);
        }
    }
}
