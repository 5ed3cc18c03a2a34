using NodaTime;

namespace Polychron.UseCases.OAuth;

/// <summary>How long things are good. See docs/decisions/0010-oauth.md for why.</summary>
public static class OAuthLifetimes
{
    /// <summary>An authorization code.</summary>
    public static readonly Duration Code = Duration.FromSeconds(60);

    /// <summary>
    /// An access token. Long, because the documented token reply has no <c>expires_in</c>: clients written for it do not
    /// expect the end. What ends access early is revocation.
    /// </summary>
    public static readonly Duration AccessToken = Duration.FromDays(365);

    /// <summary>A refresh token that is not used.</summary>
    public static readonly Duration RefreshToken = Duration.FromDays(400);
}
