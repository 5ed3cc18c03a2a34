using Polychron.Domain.OAuth;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.OAuth;

/// <summary>
/// Exchanges a refresh token for a new pair (RFC 6749, section 6; rotation as in RFC 9700, section 4.14.2). The access token
/// before it is gone too; an instance that has it in its cache lets it in for at most
/// <see cref="Access.Authenticator.Lifetime"/> longer. A refresh token that is not the family's last revokes the family:
/// two parties have it, and one of them stole it.
/// </summary>
public static class RefreshAccess
{
    private const string Refusal = "The refresh token is unknown, used, expired or revoked, or was made for another client.";

    /// <summary>Runs it as one atomic write: of simultaneous uses of one refresh token, one succeeds.</summary>
    /// <exception cref="OAuthException">It is refused.</exception>
    public static async Task<IssuedTokens> RunAsync(
        IOAuthDirectory directory,
        IWorkspaceLog log,
        IRandomSource random,
        ClientCredentials credentials,
        string refreshToken,
        CancellationToken cancellation = default)
    {
        var client = await credentials.AuthenticateAsync(directory, cancellation).ConfigureAwait(false);
        if (OAuthSecrets.FamilyHash(refreshToken) is not { } family
            || await directory.FindGrantByFamilyAsync(family, cancellation).ConfigureAwait(false) is null)
        {
            throw OAuthException.Grant(Refusal);
        }

        var issued = new IssuedTokens(TokenSecret.New(random), OAuthSecrets.NextRefreshToken(random, refreshToken));
        var (verdict, grant) = await directory.WriteAsync(
            async transaction =>
            {
                var application = await directory.FindApplicationAsync(client.Id).ConfigureAwait(false);
                var grant = await directory.FindGrantByFamilyAsync(family).ConfigureAwait(false);
                if (application is not { DeletedAt: null } || grant is null || grant.ApplicationId != client.Id)
                {
                    return (GrantVerdict.Refused, (OAuthGrant?)null);
                }

                if (!OAuthSecrets.IsOf(refreshToken, grant.RefreshHash!))
                {
                    return (GrantVerdict.Reused, await RevokeGrant.ApplyAsync(directory, transaction, grant).ConfigureAwait(false));
                }

                return await RotateAsync(directory, transaction, grant, issued).ConfigureAwait(false) is { } rotated
                    ? (GrantVerdict.Issued, rotated)
                    : (GrantVerdict.Refused, (OAuthGrant?)null);
            },
            cancellation).ConfigureAwait(false);
        if (verdict == GrantVerdict.Reused)
        {
            await RevokeGrant.SpreadAsync(directory, log, grant!, cancellation).ConfigureAwait(false);
        }

        return verdict == GrantVerdict.Issued ? issued : throw OAuthException.Grant(Refusal);
    }

    // The access token keeps its id, so that a user's list of tokens does not grow with each refresh.
    private static async ValueTask<OAuthGrant?> RotateAsync(
        IOAuthDirectory directory, IDirectoryTransaction transaction, OAuthGrant grant, IssuedTokens issued)
    {
        var token = await directory.FindTokenAsync(grant.TokenHash!).ConfigureAwait(false);
        if (grant.RevokedAt is not null
            || transaction.Now >= grant.UpdatedAt + OAuthLifetimes.RefreshToken
            || token is not { RevokedAt: null })
        {
            return null;
        }

        var renewed = transaction.Update(token, token with
        {
            Hash = OAuthSecrets.Hash(issued.AccessToken),
            ExpiresAt = transaction.Now + OAuthLifetimes.AccessToken,
        });
        return transaction.Update(grant, grant with
        {
            RefreshHash = OAuthSecrets.Hash(issued.RefreshToken),
            TokenHash = renewed.Hash,
        });
    }
}
