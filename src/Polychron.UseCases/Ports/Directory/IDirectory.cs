using NodaTime;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;

namespace Polychron.UseCases.Ports.Directory;

/// <summary>
/// The directory: users, tokens, and who is in which workspace; one partition with a log of its own. Requests that work in
/// a workspace do not read it, but for a token that this instance has not seen lately.
/// </summary>
public interface IDirectory
{
    /// <summary>The user of an id, or null.</summary>
    Task<User?> FindUserAsync(long id, CancellationToken cancellation = default);

    /// <summary>The user of an e-mail address, without regard to case, or null.</summary>
    Task<User?> FindUserByEmailAsync(string email, CancellationToken cancellation = default);

    /// <summary>The token of a hash, revoked or not, or null.</summary>
    Task<ApiToken?> FindTokenAsync(string hash, CancellationToken cancellation = default);

    /// <summary>The tokens of a user, by id.</summary>
    Task<IReadOnlyList<ApiToken>> ListTokensAsync(long userId, CancellationToken cancellation = default);

    /// <summary>The workspaces of a user, by id: those to which the user was ever added.</summary>
    Task<IReadOnlyList<long>> ListWorkspacesOfAsync(long userId, CancellationToken cancellation = default);

    /// <summary>The listing of a workspace, or null.</summary>
    Task<Workspace?> FindWorkspaceAsync(long id, CancellationToken cancellation = default);

    /// <summary>Listings of workspaces with an id above <paramref name="after"/>, by id, at most <paramref name="max"/> (1 to 1,000).</summary>
    Task<IReadOnlyList<Workspace>> ListWorkspacesAsync(long after, int max, CancellationToken cancellation = default);

    /// <summary>Whether nothing was ever written.</summary>
    Task<bool> IsEmptyAsync(CancellationToken cancellation = default);

    /// <summary>Runs the work and commits all that it changed as one atomic write; it may be run again (see the workspace log).</summary>
    Task<T> WriteAsync<T>(Func<IDirectoryTransaction, ValueTask<T>> work, CancellationToken cancellation = default);

    /// <summary>When a token was last used, or null if never; exact to a few minutes.</summary>
    Task<Instant?> FindLastUseAsync(long tokenId, CancellationToken cancellation = default);

    /// <summary>Notes a token's use. Outside the log: it is no change of anything.</summary>
    Task NoteUseAsync(long tokenId, Instant at, CancellationToken cancellation = default);
}
