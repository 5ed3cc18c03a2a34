namespace Polychron.UseCases.Access;

/// <summary>Lets callers in.</summary>
public interface IAuthenticator
{
    /// <summary>
    /// Finds the caller of a token in a workspace; without one, in the token's own workspace or else its user's first.
    /// A token that was revoked, or a member who was removed, before the call is refused, whichever instance did it.
    /// </summary>
    /// <exception cref="AccessException">The token is not good, or its user not in the workspace.</exception>
    /// <exception cref="Ports.Tables.StorageUnavailableException">The store could not answer.</exception>
    ValueTask<Caller> AuthenticateAsync(string? token, long? workspaceId, CancellationToken cancellation = default);
}
