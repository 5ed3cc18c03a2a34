using Polychron.Domain.OAuth;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.OAuth;

/// <summary>
/// A client gives back an access token or a refresh token, a used one too (RFC 7009). Either revokes the whole grant. A
/// token that nobody knows is no error.
/// </summary>
public static class RevokeOAuthToken
{
    /// <summary>Runs it.</summary>
    /// <exception cref="OAuthException">The client is not who it says, or the token is not one that it was given.</exception>
    public static async Task RunAsync(
        IOAuthDirectory directory, IWorkspaceLog log, ClientCredentials credentials, string token, CancellationToken cancellation = default)
    {
        var client = await credentials.AuthenticateAsync(directory, cancellation).ConfigureAwait(false);
        OAuthGrant? grant = null;
        if (OAuthSecrets.FamilyHash(token) is { } family)
        {
            grant = await directory.FindGrantByFamilyAsync(family, cancellation).ConfigureAwait(false);
        }
        else if (await directory.FindTokenAsync(OAuthSecrets.Hash(token), cancellation).ConfigureAwait(false) is { } access)
        {
            grant = access.GrantId is { } id
                ? await directory.FindGrantAsync(access.UserId, id, cancellation).ConfigureAwait(false)
                : throw NotYours();
        }

        if (grant is null)
        {
            return;
        }

        if (grant.ApplicationId != client.Id)
        {
            throw NotYours();
        }

        await RevokeGrant.RunAsync(directory, log, grant.UserId, grant.Id, cancellation).ConfigureAwait(false);
    }

    private static OAuthException NotYours() =>
        new(OAuthError.UnauthorizedClient, "The token was not issued to this client.");
}
