using Polychron.OAuth.Tests.Support;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Tokens;

namespace Polychron.OAuth.Tests.Tokens;

public sealed class GrantTests
{
    [Fact]
    public async Task A_code_is_good_for_sixty_seconds_and_not_a_moment_longer()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var (early, late) = (await world.GrantAsync(client), await world.GrantAsync(client));

        world.Time.Advance(TimeSpan.FromMicroseconds(59_999_999));
        Assert.True(await world.LetsInAsync((await world.ExchangeAsync(client, early)).AccessToken));
        world.Time.Advance(TimeSpan.FromMicroseconds(1));
        await Refused(() => world.ExchangeAsync(client, late));
    }

    [Fact]
    public async Task A_second_use_of_a_code_revokes_what_the_first_gave_at_once_on_every_instance()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var code = await world.GrantAsync(client);
        var issued = await world.ExchangeAsync(client, code);
        var other = world.NewInstance();
        Assert.True(await world.LetsInAsync(issued.AccessToken, other));

        await Refused(() => world.ExchangeAsync(client, code));

        // The other instance has the token in its cache.
        Assert.False(await world.LetsInAsync(issued.AccessToken, other));
        await Refused(() => world.RefreshAsync(client, issued.RefreshToken));
    }

    [Fact]
    public async Task A_code_is_bound_to_its_client_and_redirect_uri_and_a_wrong_attempt_does_not_burn_it()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var thief = await world.RegisterAsync(name: "Thief");
        var code = await world.GrantAsync(client);

        await Refused(() => world.ExchangeAsync(thief, code));
        await Refused(() => world.ExchangeAsync(client, code, redirectUri: OAuthWorld.Callback + "&x"));
        await Refused(() => world.ExchangeAsync(client, code + "0"));
        await Refused(() => world.ExchangeAsync(client, code, verifier: OAuthWorld.Verifier));
        var issued = await world.ExchangeAsync(client, code);

        // Another client that shows the used code cannot revoke what it gave either.
        await Refused(() => world.ExchangeAsync(thief, code));
        Assert.True(await world.LetsInAsync(issued.AccessToken));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("short")]
    [InlineData(OAuthWorld.Challenge)]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXK")]
    public async Task A_challenged_code_needs_its_verifier(string? verifier)
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync(isConfidential: false);
        var code = await world.GrantAsync(client, OAuthWorld.Challenge);

        await Refused(() => world.ExchangeAsync(client, code, verifier));
        Assert.True(await world.LetsInAsync((await world.ExchangeAsync(client, code, OAuthWorld.Verifier)).AccessToken));
    }

    [Fact]
    public async Task Refreshing_replaces_both_tokens_and_an_old_refresh_token_revokes_the_family()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var first = await world.ExchangeAsync(client, await world.GrantAsync(client));
        var second = await world.RefreshAsync(client, first.RefreshToken);
        var third = await world.RefreshAsync(client, second.RefreshToken);

        Assert.False(await world.LetsInAsync(first.AccessToken));
        Assert.False(await world.LetsInAsync(second.AccessToken));
        Assert.True(await world.LetsInAsync(third.AccessToken, world.First));
        Assert.Single(await world.First.Directory.ListTokensAsync(await UserAsync(world)), token => token.GrantId is not null);

        await Refused(() => world.RefreshAsync(client, first.RefreshToken));
        Assert.False(await world.LetsInAsync(third.AccessToken, world.First));
        await Refused(() => world.RefreshAsync(client, third.RefreshToken));
    }

    [Fact]
    public async Task A_refresh_token_is_bound_to_its_client_and_ends_when_it_is_not_used()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var thief = await world.RegisterAsync(name: "Thief");
        var issued = await world.ExchangeAsync(client, await world.GrantAsync(client));

        await Refused(() => world.RefreshAsync(thief, issued.RefreshToken));
        world.Time.Advance((OAuthLifetimes.AccessToken).ToTimeSpan());
        Assert.False(await world.LetsInAsync(issued.AccessToken, world.First));
        issued = await world.RefreshAsync(client, issued.RefreshToken);
        Assert.True(await world.LetsInAsync(issued.AccessToken, world.First));
        world.Time.Advance(OAuthLifetimes.RefreshToken.ToTimeSpan());
        await Refused(() => world.RefreshAsync(client, issued.RefreshToken));
    }

    [Fact]
    public async Task A_token_that_was_revoked_as_any_other_token_is_not_refreshed()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var issued = await world.ExchangeAsync(client, await world.GrantAsync(client));
        var token = await world.First.Directory.FindTokenAsync(OAuthSecrets.Hash(issued.AccessToken));

        await RevokeToken.RunAsync(world.First.Directory, world.First.Log, token!.UserId, token.Id);

        await Refused(() => world.RefreshAsync(client, issued.RefreshToken));
    }

    [Fact]
    public async Task A_user_keeps_twenty_grants_of_an_application_and_the_oldest_goes()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        var all = new List<IssuedTokens>();
        for (var i = 0; i <= GrantAccess.MaxGrants; i++)
        {
            all.Add(await world.ExchangeAsync(client, await world.GrantAsync(client)));
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(await world.LetsInAsync(all[0].AccessToken));
        Assert.True(await world.LetsInAsync(all[1].AccessToken));
        Assert.True(await world.LetsInAsync(all[^1].AccessToken));
    }

    [Fact]
    public async Task Codes_that_nobody_fetched_are_forgotten()
    {
        var world = await OAuthWorld.CreateAsync();
        var client = await world.RegisterAsync();
        await world.GrantAsync(client);
        await world.GrantAsync(client);
        world.Time.Advance(TimeSpan.FromHours(2));
        await world.GrantAsync(client);

        Assert.Single(await world.First.Directory.ListGrantsOfUserAsync(await UserAsync(world)));
    }

    [Fact]
    public void The_example_of_rfc_7636_holds() => Assert.True(Pkce.IsProof(OAuthWorld.Verifier, OAuthWorld.Challenge));

    internal static async Task Refused(Func<Task> work) =>
        Assert.Equal(OAuthError.InvalidGrant, (await Assert.ThrowsAsync<OAuthException>(work)).Error);

    private static async Task<long> UserAsync(OAuthWorld world) =>
        (await world.First.Directory.FindUserByEmailAsync("manager@example.com"))!.Id;
}
