using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Tokens;

/// <summary>Creates a further token of a user. For whoever runs the server.</summary>
public static class CreateToken
{
    /// <summary>The most tokens of a user that are not revoked; access tokens of OAuth applications do not count.</summary>
    public const int MaxTokens = 100;

    /// <summary>Runs it. Returns the token and its text, which is nowhere else.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="random">Where the secret comes from.</param>
    /// <param name="userId">The user.</param>
    /// <param name="name">What the user calls it.</param>
    /// <param name="workspaceId">The workspace that it means where a request names none, or null.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="DomainException">There is no such user or workspace, or the name is not acceptable.</exception>
    public static async Task<(ApiToken Token, string Secret)> RunAsync(
        IDirectory directory, IRandomSource random, long userId, string name, long? workspaceId, CancellationToken cancellation = default)
    {
        var secret = TokenSecret.New(random);
        return (await RunAsync(directory, secret, userId, name, workspaceId, cancellation).ConfigureAwait(false), secret);
    }

    /// <summary>
    /// Runs it with a secret that was drawn before. With the same secret it can be run again, inside a write that is repeated:
    /// there is one token of a secret.
    /// </summary>
    /// <exception cref="DomainException">There is no such user or workspace, or the name is not acceptable.</exception>
    public static async Task<ApiToken> RunAsync(
        IDirectory directory, string secret, long userId, string name, long? workspaceId, CancellationToken cancellation = default)
    {
        ProfileRules.CheckName(name);
        var hash = TokenSecret.Hash(secret);
        return await directory.WriteAsync(
            async transaction =>
            {
                if (await directory.FindTokenAsync(hash).ConfigureAwait(false) is { } made && made.UserId == userId)
                {
                    return made;
                }

                if (await directory.FindUserAsync(userId).ConfigureAwait(false) is null)
                {
                    throw DomainException.NotFound("User");
                }

                if (workspaceId is { } id
                    && !(await directory.ListWorkspacesOfAsync(userId).ConfigureAwait(false)).Contains(id))
                {
                    throw DomainException.Invalid(Fields.Workspace, "The user is not a member of this workspace.");
                }

                var tokens = await directory.ListTokensAsync(userId).ConfigureAwait(false);
                return tokens.Count(other => other is { RevokedAt: null, GrantId: null }) < MaxTokens
                    ? Add(transaction, userId, name, secret, workspaceId)
                    : throw DomainException.Invalid(Fields.Name, $"A user has at most {MaxTokens} tokens; revoke one first.");
            },
            cancellation).ConfigureAwait(false);
    }

    internal static ApiToken Add(
        IDirectoryTransaction transaction, long userId, string name, string secret, long? workspaceId) =>
        transaction.Create(new ApiToken
        {
            UserId = userId,
            Name = name,
            Hash = TokenSecret.Hash(secret),
            WorkspaceId = workspaceId,
        });
}
