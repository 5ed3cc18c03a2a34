using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Tokens;

/// <summary>Revokes a token: no request that begins after this returns is let in with it, on any instance.</summary>
public static class RevokeToken
{
    /// <summary>Runs it; revoking twice is no error.</summary>
    /// <exception cref="DomainException">The user has no such token.</exception>
    public static Task RunAsync(
        IDirectory directory, IWorkspaceLog log, long userId, long tokenId, CancellationToken cancellation = default) =>
        RunAsync(directory, log, userId, tokenId, precondition: null, cancellation);

    /// <summary>Runs it on a condition; revoking twice is no error.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="log">The workspaces.</param>
    /// <param name="userId">The user.</param>
    /// <param name="tokenId">The token.</param>
    /// <param name="precondition">A condition on the token as it stands, unless it is revoked already; null for none.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="DomainException">The user has no such token, or the condition does not hold.</exception>
    public static async Task RunAsync(
        IDirectory directory,
        IWorkspaceLog log,
        long userId,
        long tokenId,
        Func<ApiToken, bool>? precondition,
        CancellationToken cancellation)
    {
        // The directory first, which is the truth; then each workspace of the user, from whose log the instances that hold
        // the token in their cache learn. A crash in between leaves a revocation that was not acknowledged and that every
        // instance follows within Authenticator.Lifetime; repeating the call completes it.
        await directory.WriteAsync(
            async transaction =>
            {
                var tokens = await directory.ListTokensAsync(userId).ConfigureAwait(false);
                var token = tokens.FirstOrDefault(found => found.Id == tokenId) ?? throw DomainException.NotFound("Token");
                return token.RevokedAt is not null ? token
                    : precondition?.Invoke(token) == false ? throw DomainException.PreconditionFailed()
                    : transaction.Update(token, token with { RevokedAt = transaction.Now });
            },
            cancellation).ConfigureAwait(false);
        foreach (var workspaceId in await directory.ListWorkspacesOfAsync(userId, cancellation).ConfigureAwait(false))
        {
            await log.WriteAsync(
                workspaceId,
                actorId: 0,
                transaction =>
                {
                    if (transaction.Picture.Members.GetValueOrDefault(userId) is { } member
                        && !member.RevokedTokens.ContainsKey(tokenId))
                    {
                        var oldest = transaction.Now - Authenticator.Lifetime * 10;
                        var kept = member.RevokedTokens.RemoveRange(
                            member.RevokedTokens.Where(revoked => revoked.Value < oldest).Select(revoked => revoked.Key));
                        transaction.Update(member, member with { RevokedTokens = kept.Add(tokenId, transaction.Now) });
                    }

                    return ValueTask.FromResult(true);
                },
                cancellation).ConfigureAwait(false);
        }
    }
}
