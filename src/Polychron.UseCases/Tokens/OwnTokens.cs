using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Tokens;

/// <summary>
/// A user's own tokens as far as they are for one workspace: made for it, or for whichever the request names. Those of OAuth
/// applications are not among them, nor may they manage them. For everyone but viewers.
/// </summary>
public static partial class OwnTokens
{
    /// <summary>
    /// A page of the tokens by id, each with when it was last used, and behind which the next begins. One range read of the
    /// directory, and one point read for each token of the page.
    /// </summary>
    public static async Task<(IReadOnlyList<(ApiToken Token, Instant? LastUsedAt)> Tokens, long? Next)> PageAsync(
        IDirectory directory, Caller caller, bool isDescending, long? after, int limit, CancellationToken cancellation = default)
    {
        var tokens = (await ListAsync(directory, caller.UserId, caller.TokenId, cancellation).ConfigureAwait(false))
            .Where(token => IsOf(token, caller.Workspace.WorkspaceId))
            .Where(token => after is null || (isDescending ? token.Id < after : token.Id > after));
        var page = (isDescending ? tokens.OrderByDescending(token => token.Id) : tokens.OrderBy(token => token.Id))
            .Take(limit + 1).ToList();
        var hasNext = page.Count > limit;
        page.RemoveRange(Math.Min(limit, page.Count), hasNext ? 1 : 0);
        var uses = await Task.WhenAll(page.Select(token => directory.FindLastUseAsync(token.Id, cancellation))).ConfigureAwait(false);
        return ([.. page.Zip(uses)], hasNext ? page[^1].Id : null);
    }

    /// <summary>Creates a token for the transaction's workspace. It can be run again with the same secret.</summary>
    /// <exception cref="DomainException">The actor may not, or the name is not acceptable.</exception>
    public static async Task<ApiToken> CreateAsync(
        IDirectory directory, IWorkspaceTransaction transaction, string secret, string name, long callerTokenId)
    {
        var member = Permit.Writer(transaction);
        RobotPermit.RequirePerson(member);
        await ListAsync(directory, member.Id, callerTokenId, CancellationToken.None).ConfigureAwait(false);
        return await CreateToken.RunAsync(directory, secret, member.Id, name, transaction.WorkspaceId).ConfigureAwait(false);
    }

    /// <summary>Revokes one of the caller's tokens; revoking twice is no error.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="log">The workspaces.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="tokenId">The token.</param>
    /// <param name="precondition">A condition on the token as it stands, or null.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="DomainException">The caller has no such token for this workspace, or may not, or the condition does not hold.</exception>
    public static async Task RevokeAsync(
        IDirectory directory,
        IWorkspaceLog log,
        Caller caller,
        long tokenId,
        Func<ApiToken, bool>? precondition,
        CancellationToken cancellation = default)
    {
        Permit.RequireWriter(caller.Workspace, caller.Member);
        var tokens = await ListAsync(directory, caller.UserId, caller.TokenId, cancellation).ConfigureAwait(false);
        if (!tokens.Any(token => token.Id == tokenId && IsOf(token, caller.Workspace.WorkspaceId)))
        {
            throw DomainException.NotFound("Token");
        }

        await RevokeToken.RunAsync(directory, log, caller.UserId, tokenId, precondition, cancellation).ConfigureAwait(false);
    }

    private static bool IsOf(ApiToken token, long workspaceId) =>
        token.GrantId is null && (token.WorkspaceId is null || token.WorkspaceId == workspaceId);
}
