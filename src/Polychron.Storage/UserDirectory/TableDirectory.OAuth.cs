using Polychron.Domain.OAuth;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;

namespace Polychron.Storage.UserDirectory;

public sealed partial class TableDirectory
{
    /// <inheritdoc />
    public Task<OAuthApplication?> FindApplicationAsync(long id, CancellationToken cancellation = default) => IsId(id)
        ? FindAsync(OAuthKeys.Application(id), RowCodec.ReadApplication, cancellation)
        : Task.FromResult<OAuthApplication?>(null);

    /// <inheritdoc />
    public Task<OAuthApplication?> FindApplicationAsync(string uid, CancellationToken cancellation = default) =>
        FindAsync(OAuthKeys.ApplicationByUid(uid), RowCodec.ReadApplication, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<OAuthApplication>> ListApplicationsAsync(long workspaceId, CancellationToken cancellation = default) =>
        ListAsync(OAuthKeys.ApplicationsOf(workspaceId), RowCodec.ReadApplication, int.MaxValue, cancellation);

    /// <inheritdoc />
    public Task<OAuthGrant?> FindGrantAsync(long userId, long id, CancellationToken cancellation = default) =>
        FindAsync(OAuthKeys.Grant(userId, id), RowCodec.ReadGrant, cancellation);

    /// <inheritdoc />
    public Task<OAuthGrant?> FindGrantByCodeAsync(string hash, CancellationToken cancellation = default) =>
        FindAsync(OAuthKeys.GrantByCode(hash), RowCodec.ReadGrant, cancellation);

    /// <inheritdoc />
    public Task<OAuthGrant?> FindGrantByFamilyAsync(string hash, CancellationToken cancellation = default) =>
        FindAsync(OAuthKeys.GrantByFamily(hash), RowCodec.ReadGrant, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<OAuthGrant>> ListGrantsOfUserAsync(long userId, CancellationToken cancellation = default) =>
        ListAsync(OAuthKeys.GrantsOfUser(userId), RowCodec.ReadGrant, int.MaxValue, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<OAuthGrant>> ListGrantsOfApplicationAsync(
        long applicationId, long after, int max, CancellationToken cancellation = default) =>
        ListAsync(OAuthKeys.GrantsOfApplication(applicationId, after), RowCodec.ReadGrant, max, cancellation);
}
