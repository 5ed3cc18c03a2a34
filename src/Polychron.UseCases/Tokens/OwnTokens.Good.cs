using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Tokens;

/// <content>Those that are good, for APIs to which a revoked one is gone.</content>
public static partial class OwnTokens
{
    /// <summary>The tokens that are not revoked, newest first: one range read of the directory.</summary>
    /// <exception cref="DomainException">The caller is an application.</exception>
    public static async Task<IReadOnlyList<ApiToken>> GoodAsync(
        IDirectory directory, Caller caller, CancellationToken cancellation = default) =>
    [
        .. (await ListAsync(directory, caller.UserId, caller.TokenId, cancellation).ConfigureAwait(false))
            .Where(token => token.RevokedAt is null && IsOf(token, caller.Workspace.WorkspaceId))
            .OrderByDescending(token => token.Id),
    ];

    /// <summary>The token of an id that is not revoked.</summary>
    /// <exception cref="DomainException">The caller is an application, or has no such token for this workspace.</exception>
    public static async Task<ApiToken> FindGoodAsync(
        IDirectory directory, Caller caller, long tokenId, CancellationToken cancellation = default) =>
        (await GoodAsync(directory, caller, cancellation).ConfigureAwait(false)).FirstOrDefault(token => token.Id == tokenId)
        ?? throw DomainException.NotFound("Token");

    /// <summary>Gives a token another name.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="tokenId">The token.</param>
    /// <param name="name">The name; one that is not set leaves it.</param>
    /// <param name="precondition">A condition on the token as it stands, or null.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="DomainException">The caller may not, has no such token, the condition does not hold, or the name is not acceptable.</exception>
    public static Task<ApiToken> RenameAsync(
        IDirectory directory,
        Caller caller,
        long tokenId,
        Change<string> name,
        Func<ApiToken, bool>? precondition,
        CancellationToken cancellation = default)
    {
        Permit.RequireWriter(caller.Workspace, caller.Member);
        return directory.WriteAsync(
            async transaction =>
            {
                var token = await FindGoodAsync(directory, caller, tokenId).ConfigureAwait(false);
                if (precondition?.Invoke(token) == false)
                {
                    throw DomainException.PreconditionFailed();
                }

                var wanted = name.Or(token.Name);
                ProfileRules.CheckName(wanted);
                return wanted == token.Name ? token : transaction.Update(token, token with { Name = wanted });
            },
            cancellation);
    }

    private static async Task<IReadOnlyList<ApiToken>> ListAsync(
        IDirectory directory, long userId, long callerTokenId, CancellationToken cancellation)
    {
        var tokens = await directory.ListTokensAsync(userId, cancellation).ConfigureAwait(false);
        ApplicationPermit.RequireOwnToken(tokens.FirstOrDefault(token => token.Id == callerTokenId));
        return tokens;
    }
}
