using Polychron.Domain.OAuth;

namespace Polychron.UseCases.Ports.Directory;

/// <summary>
/// The directory with what OAuth keeps in it. Applications and grants are in the same partition and log as users and tokens,
/// so that the exchange of a code, which changes a grant and makes a token, is one atomic write.
/// </summary>
public interface IOAuthDirectory : IDirectory
{
    /// <summary>The application of an id, deleted or not, or null.</summary>
    Task<OAuthApplication?> FindApplicationAsync(long id, CancellationToken cancellation = default);

    /// <summary>The application of a client identifier, deleted or not, or null. Any text may be asked for.</summary>
    Task<OAuthApplication?> FindApplicationAsync(string uid, CancellationToken cancellation = default);

    /// <summary>The applications of a workspace, deleted ones too, by id.</summary>
    Task<IReadOnlyList<OAuthApplication>> ListApplicationsAsync(long workspaceId, CancellationToken cancellation = default);

    /// <summary>A user's grant of an id, or null.</summary>
    Task<OAuthGrant?> FindGrantAsync(long userId, long id, CancellationToken cancellation = default);

    /// <summary>The grant of the hash of an authorization code, exchanged or not, or null.</summary>
    Task<OAuthGrant?> FindGrantByCodeAsync(string hash, CancellationToken cancellation = default);

    /// <summary>The grant of the hash of what its refresh tokens share, or null.</summary>
    Task<OAuthGrant?> FindGrantByFamilyAsync(string hash, CancellationToken cancellation = default);

    /// <summary>The grants of a user, revoked ones too, by id.</summary>
    Task<IReadOnlyList<OAuthGrant>> ListGrantsOfUserAsync(long userId, CancellationToken cancellation = default);

    /// <summary>Grants to an application with an id above <paramref name="after"/>, by id, at most <paramref name="max"/> (1 to 1,000).</summary>
    Task<IReadOnlyList<OAuthGrant>> ListGrantsOfApplicationAsync(
        long applicationId, long after, int max, CancellationToken cancellation = default);
}
