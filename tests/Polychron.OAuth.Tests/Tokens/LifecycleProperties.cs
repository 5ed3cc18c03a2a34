using FsCheck.Fluent;
using Polychron.OAuth.Tests.Support;
using Polychron.Testing;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Tests.Tokens;

/// <summary>Random histories of one grant against a model of four lines: a family is alive until an old secret is shown.</summary>
public sealed class LifecycleProperties
{
    private enum Step
    {
        Exchange,
        ExchangeWrongly,
        Refresh,
        RefreshWithOld,
        RefreshAsOther,
        Revoke,
    }

    [Fact]
    public void A_family_lives_until_an_old_secret_is_shown_or_it_is_revoked() => Properties.HoldsForLists(
        Gen.Elements(Step.Exchange, Step.ExchangeWrongly, Step.Refresh, Step.Refresh, Step.Refresh, Step.RefreshWithOld, Step.RefreshAsOther, Step.Revoke),
        steps => CheckAsync(steps).GetAwaiter().GetResult(),
        count: 60,
        maxSteps: 10);

    private static async Task CheckAsync(IReadOnlyList<Step> steps)
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var other = await world.RegisterAsync(name: "Other");
        var code = await world.GrantAsync(client, OAuthWorld.Challenge);
        List<IssuedTokens> issued = [];
        var isAlive = true;
        foreach (var step in steps)
        {
            var current = issued.Count > 0 ? issued[^1] : null;
            switch (step)
            {
                case Step.Exchange:
                    var got = await TryAsync(() => world.ExchangeAsync(client, code, OAuthWorld.Verifier));
                    Assert.Equal(current is null, got is not null);
                    isAlive = current is null;
                    issued.AddRange(got is null ? [] : [got]);
                    break;
                case Step.ExchangeWrongly when current is null:
                    Assert.Null(await TryAsync(() => world.ExchangeAsync(client, code)));
                    break;
                case Step.Refresh when current is not null:
                    var next = await TryAsync(() => world.RefreshAsync(client, current.RefreshToken));
                    Assert.Equal(isAlive, next is not null);
                    issued.AddRange(next is null ? [] : [next]);
                    break;
                case Step.RefreshWithOld when issued.Count > 1:
                    Assert.Null(await TryAsync(() => world.RefreshAsync(client, issued[0].RefreshToken)));
                    isAlive = false;
                    break;
                case Step.RefreshAsOther when current is not null:
                    Assert.Null(await TryAsync(() => world.RefreshAsync(other, current.RefreshToken)));
                    break;
                case Step.Revoke when current is not null:
                    await RevokeOAuthToken.RunAsync(world.First.Directory, world.First.Log, client.Credentials, issued[0].RefreshToken);
                    isAlive = false;
                    break;
            }

            for (var i = 0; i < issued.Count; i++)
            {
                Assert.Equal(isAlive && i == issued.Count - 1, await world.LetsInAsync(issued[i].AccessToken));
            }
        }
    }

    private static async Task<IssuedTokens?> TryAsync(Func<Task<IssuedTokens>> work)
    {
        try
        {
            return await work();
        }
        catch (OAuthException refused) when (refused.Error == OAuthError.InvalidGrant)
        {
            return null;
        }
    }
}
