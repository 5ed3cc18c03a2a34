using Polychron.OAuth.Tests.Support;
using Polychron.Testing;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Tests.Tokens;

/// <summary>Several instances of the product, on one store, at the same moment.</summary>
public sealed class RaceTests
{
    private const int Racers = 4;

    [Fact]
    public async Task Of_simultaneous_exchanges_of_one_code_one_succeeds_and_its_tokens_are_revoked()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var instances = Enumerable.Range(0, Racers).Select(_ => world.NewInstance()).ToList();
        for (var round = 0; round < RunSize.Pick(15, 500); round++)
        {
            var code = await world.GrantAsync(client);
            var won = await RaceAsync(instances, on => world.ExchangeAsync(client, code, on: on));
            var issued = Assert.Single(won);

            // The others were second uses, as far as the server can tell.
            Assert.False(await world.LetsInAsync(issued.AccessToken));
            await GrantTests.Refused(() => world.RefreshAsync(client, issued.RefreshToken));
        }
    }

    [Fact]
    public async Task Of_simultaneous_uses_of_one_refresh_token_one_succeeds_and_the_family_is_revoked()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var instances = Enumerable.Range(0, Racers).Select(_ => world.NewInstance()).ToList();
        for (var round = 0; round < RunSize.Pick(15, 500); round++)
        {
            var first = await world.ExchangeAsync(client, await world.GrantAsync(client));
            var issued = Assert.Single(await RaceAsync(instances, on => world.RefreshAsync(client, first.RefreshToken, on)));

            Assert.False(await world.LetsInAsync(issued.AccessToken));
            await GrantTests.Refused(() => world.RefreshAsync(client, issued.RefreshToken));
        }
    }

    private static async Task<List<IssuedTokens>> RaceAsync(
        IEnumerable<OAuthWorld.Instance> instances, Func<OAuthWorld.Instance, Task<IssuedTokens>> work)
    {
        using var start = new Barrier(Racers);
        var results = await Task.WhenAll(instances.Select(instance => Task.Factory.StartNew(
            async () =>
            {
                start.SignalAndWait();
                try
                {
                    return await work(instance);
                }
                catch (OAuthException refused) when (refused.Error == OAuthError.InvalidGrant)
                {
                    return null;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
        return [.. results.OfType<IssuedTokens>()];
    }
}
