using Polychron.Domain.Users;
using Polychron.UseCases.Access;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.OAuth.Pages;

/// <summary>Signs a person in by an API token of their own.</summary>
public sealed class PageSignIn
{
    /// <summary>What a person is told whose token is not taken, whatever the reason.</summary>
    internal const string Refusal = "This API token was not accepted. Check that you copied all of it, and that it was not revoked.";

    private readonly IAuthenticator _authenticator;
    private readonly IOAuthDirectory _directory;

    internal PageSignIn(IAuthenticator authenticator, IOAuthDirectory directory)
    {
        _authenticator = authenticator;
        _directory = directory;
    }

    /// <summary>
    /// The caller and their token, or null. An access token of an application is not taken: an application must not be able
    /// to agree in its user's place. Nor is a robot user's: what it agreed to would outlive its keys.
    /// </summary>
    /// <param name="text">What was put into the field.</param>
    /// <param name="workspaceId">The workspace that the person has to be in, or null.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    internal async Task<(Caller Caller, ApiToken Token)?> TryAsync(string? text, long? workspaceId, CancellationToken cancellation)
    {
        var secret = text?.Trim();
        try
        {
            var caller = await _authenticator.AuthenticateAsync(secret, workspaceId, cancellation).ConfigureAwait(false);
            return await _directory.FindTokenAsync(OAuthSecrets.Hash(secret!), cancellation).ConfigureAwait(false)
                is { RevokedAt: null, GrantId: null } token && caller.Member.RobotOf is null ? (caller, token) : null;
        }
        catch (AccessException)
        {
            return null;
        }
    }
}
