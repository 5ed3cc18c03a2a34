using Polychron.Domain.OAuth;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.OAuth;

/// <summary>Revokes a grant with its code, access token and refresh token.</summary>
internal static class RevokeGrant
{
    /// <summary>Runs it; revoking twice is no error, and completes what a crash may have left.</summary>
    public static async Task RunAsync(
        IOAuthDirectory directory, IWorkspaceLog log, long userId, long grantId, CancellationToken cancellation)
    {
        var grant = await directory.WriteAsync(
            async transaction => await directory.FindGrantAsync(userId, grantId).ConfigureAwait(false) is { } found
                ? await ApplyAsync(directory, transaction, found).ConfigureAwait(false)
                : null,
            cancellation).ConfigureAwait(false);
        if (grant is not null)
        {
            await SpreadAsync(directory, log, grant, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The part in the directory, in a write that may do more.</summary>
    public static async ValueTask<OAuthGrant> ApplyAsync(
        IOAuthDirectory directory, IDirectoryTransaction transaction, OAuthGrant grant)
    {
        if (grant.RevokedAt is not null)
        {
            return grant;
        }

        if (grant.TokenHash is { } hash
            && await directory.FindTokenAsync(hash).ConfigureAwait(false) is { RevokedAt: null } token)
        {
            transaction.Update(token, token with { RevokedAt = transaction.Now });
        }

        return transaction.Update(grant, grant with { RevokedAt = transaction.Now });
    }

    /// <summary>Tells the workspaces, from whose logs the instances that have the access token in their cache learn.</summary>
    public static Task SpreadAsync(IOAuthDirectory directory, IWorkspaceLog log, OAuthGrant grant, CancellationToken cancellation) =>
        grant.TokenId is { } tokenId
            ? RevokeToken.RunAsync(directory, log, grant.UserId, tokenId, cancellation)
            : Task.CompletedTask;
}
