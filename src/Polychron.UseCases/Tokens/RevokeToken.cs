using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Tokens;

/// <summary>Revokes a token: no request that begins after this returns is let in with it, on any instance.</summary>
public static class RevokeToken
{
    /// <summary>Runs it; revoking twice is no error.</summary>
    /// <exception cref="DomainException">The user has no such token.</exception>
    public static async Task RunAsync(
        IDirectory directory, IWorkspaceLog log, long userId, long tokenId, CancellationToken cancellation = default)
    {
        // The directory first, which is the truth; then each workspace of the user, from whose log the instances that hold
        // the token in their cache learn. A crash in between leaves a revocation that was not acknowledged and that every
        // instance follows within Authenticator.Lifetime; repeating the call completes it.
        await directory.WriteAsync(
            async transaction =>
            {
                var tokens = await directory.ListTokensAsync(userId).ConfigureAwait(false);
                var token = tokens.FirstOrDefault(found => found.Id == tokenId) ?? throw DomainException.NotFound("Token");
                return token.RevokedAt is null
                    ? transaction.Update(token, token with { RevokedAt = transaction.Now })
                    : token;
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
