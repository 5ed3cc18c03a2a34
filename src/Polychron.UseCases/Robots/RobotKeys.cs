using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Users;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.Robots;

/// <summary>A robot user's API keys. For owners and managers of the workspace that it belongs to.</summary>
public static class RobotKeys
{
    /// <summary>The most keys of a robot user that are not revoked.</summary>
    public const int MaxKeys = 10;

    /// <summary>The keys that are not revoked, by id, each with when it was last used: one range read and a point read for each.</summary>
    /// <exception cref="DomainException">There is no such robot user, or the caller may not.</exception>
    public static async Task<IReadOnlyList<(ApiToken Key, Instant? LastUsedAt)>> ListAsync(
        IDirectory directory, Caller caller, long id, CancellationToken cancellation = default)
    {
        await RequireManagerAsync(directory, caller, cancellation).ConfigureAwait(false);
        RobotPermit.Find(caller.Workspace, id, ofThis: true);
        var keys = await UnrevokedAsync(directory, id, cancellation).ConfigureAwait(false);
        var uses = await Task.WhenAll(keys.Select(key => directory.FindLastUseAsync(key.Id, cancellation))).ConfigureAwait(false);
        return [.. keys.Zip(uses)];
    }

    /// <summary>Creates a key. With the same secret it can be run again: there is one key of a secret.</summary>
    /// <exception cref="DomainException">There is no such robot user, the actor may not, or there are too many keys.</exception>
    public static async Task<ApiToken> CreateAsync(
        IDirectory directory, IWorkspaceTransaction transaction, long id, string name, string secret, long callerTokenId)
    {
        RobotPermit.Manager(transaction);
        await RequireOwnTokenAsync(directory, transaction.ActorId, callerTokenId).ConfigureAwait(false);
        RobotPermit.Find(transaction, id, ofThis: true);
        var hash = TokenSecret.Hash(secret);
        var keys = await UnrevokedAsync(directory, id).ConfigureAwait(false);
        return keys.Count(key => key.Hash != hash) < MaxKeys
            ? await CreateToken.RunAsync(directory, secret, id, name, workspaceId: null).ConfigureAwait(false)
            : throw DomainException.Invalid(Fields.Name, $"A robot user has at most {MaxKeys} keys; revoke one first.");
    }

    /// <summary>Revokes a key; revoking twice is no error.</summary>
    /// <exception cref="DomainException">There is no such robot user or key, or the caller may not.</exception>
    public static async Task RevokeAsync(
        IDirectory directory, IWorkspaceLog log, Caller caller, long id, long keyId, CancellationToken cancellation = default)
    {
        await RequireManagerAsync(directory, caller, cancellation).ConfigureAwait(false);
        RobotPermit.Find(caller.Workspace, id, ofThis: true);
        await RevokeToken.RunAsync(directory, log, id, keyId, cancellation).ConfigureAwait(false);
    }

    /// <summary>Refuses whoever does not manage robot users, as of the request's start; taking keys back works with read-only billing too.</summary>
    internal static Task RequireManagerAsync(IDirectory directory, Caller caller, CancellationToken cancellation) =>
        RobotPermit.Manages(caller.Member)
            ? RequireOwnTokenAsync(directory, caller.UserId, caller.TokenId, cancellation)
            : throw DomainException.Forbidden("Only owners and managers may change robot users.");

    internal static async Task RequireOwnTokenAsync(
        IDirectory directory, long userId, long tokenId, CancellationToken cancellation = default)
    {
        var tokens = await directory.ListTokensAsync(userId, cancellation).ConfigureAwait(false);
        RobotPermit.RequireOwnToken(tokens.FirstOrDefault(token => token.Id == tokenId));
    }

    private static async Task<List<ApiToken>> UnrevokedAsync(
        IDirectory directory, long id, CancellationToken cancellation = default) =>
        [.. (await directory.ListTokensAsync(id, cancellation).ConfigureAwait(false)).Where(token => token.RevokedAt is null)];
}
