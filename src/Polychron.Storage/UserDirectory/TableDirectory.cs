using NodaTime;
using Polychron.Domain.Time;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Keys;
using Polychron.Storage.Log;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.UserDirectory;

/// <summary>The directory over the table port. Nothing of it is cached here: it is read rarely and written more rarely.</summary>
public sealed partial class TableDirectory(ITableStore store, IRandomSource random, IClock clock) : IOAuthDirectory, IDisposable
{
    private const int MaxAttempts = 200;

    private readonly PartitionLog _log = new(
        store, random, DirectoryKeys.Table, DirectoryKeys.Partition, DirectoryRowPlanner.Instance);

    // Keeps this instance from racing itself; other instances are held off by the head's ETag.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc />
    public Task<User?> FindUserAsync(long id, CancellationToken cancellation = default) =>
        IsId(id) ? FindAsync(DirectoryKeys.User(id), RowCodec.ReadUser, cancellation) : Task.FromResult<User?>(null);

    /// <inheritdoc />
    public Task<User?> FindUserByEmailAsync(string email, CancellationToken cancellation = default) =>
        FindAsync(DirectoryKeys.Email(email), RowCodec.ReadUser, cancellation);

    /// <inheritdoc />
    public Task<ApiToken?> FindTokenAsync(string hash, CancellationToken cancellation = default) =>
        FindAsync(DirectoryKeys.TokenByHash(hash), RowCodec.ReadToken, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<ApiToken>> ListTokensAsync(long userId, CancellationToken cancellation = default) =>
        ListAsync(DirectoryKeys.TokensOf(userId), RowCodec.ReadToken, int.MaxValue, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> ListWorkspacesOfAsync(long userId, CancellationToken cancellation = default)
    {
        var memberships = await ListAsync(
            DirectoryKeys.MembershipsOf(userId), RowCodec.ReadMembership, int.MaxValue, cancellation).ConfigureAwait(false);
        return [.. memberships.Select(membership => membership.WorkspaceId)];
    }

    /// <inheritdoc />
    public Task<Workspace?> FindWorkspaceAsync(long id, CancellationToken cancellation = default) =>
        IsId(id) ? FindAsync(DirectoryKeys.Workspace(id), RowCodec.ReadWorkspace, cancellation) : Task.FromResult<Workspace?>(null);

    /// <inheritdoc />
    public Task<IReadOnlyList<Workspace>> ListWorkspacesAsync(long after, int max, CancellationToken cancellation = default) =>
        ListAsync(DirectoryKeys.WorkspacesAfter(after), RowCodec.ReadWorkspace, max, cancellation);

    /// <inheritdoc />
    public async Task<bool> IsEmptyAsync(CancellationToken cancellation = default) =>
        (await _log.ReadHeadAsync(cancellation).ConfigureAwait(false)).ETag is null;

    /// <inheritdoc />
    public async Task<T> WriteAsync<T>(
        Func<IDirectoryTransaction, ValueTask<T>> work, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var head = await _log.ReadHeadAsync(cancellation).ConfigureAwait(false);
                head = await _log.RollForwardAsync(head, cancellation).ConfigureAwait(false);
                var transaction = new DirectoryTransaction(
                    head.Row.Sequence, Microseconds.Truncate(clock.GetCurrentInstant()));
                var result = await work(transaction).ConfigureAwait(false);
                if (transaction.Records.Count == 0)
                {
                    return result;
                }

                try
                {
                    // From here on it is finished, whether or not the caller still waits.
                    await _log.CommitAsync(
                        head, new Commit(transaction.Records, Tallies.None, [], 0), CancellationToken.None).ConfigureAwait(false);
                    return result;
                }
                catch (HeadMovedException) when (attempt < MaxAttempts)
                {
                    // Another instance was first; what was read may be old, so the work runs again.
                }
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes things that have numbers already, from another server.</summary>
    internal Task AdoptAsync(Func<DirectoryTransaction, ValueTask> work, CancellationToken cancellation) => WriteAsync(
        async transaction =>
        {
            await work((DirectoryTransaction)transaction).ConfigureAwait(false);
            return true;
        },
        cancellation);

    /// <inheritdoc />
    public async Task<Instant?> FindLastUseAsync(long tokenId, CancellationToken cancellation = default)
    {
        var row = await store.GetAsync(
            DirectoryKeys.Table, DirectoryKeys.UsePartition, DirectoryKeys.Use(tokenId), cancellation).ConfigureAwait(false);
        return row is null ? null : Microseconds.ToInstant(BitConverter.ToInt64(row.Data.Span));
    }

    /// <inheritdoc />
    public Task NoteUseAsync(long tokenId, Instant at, CancellationToken cancellation = default) => store.CommitAsync(
        [
            new RowWrite(
                RowAction.Upsert,
                DirectoryKeys.Table,
                DirectoryKeys.UsePartition,
                DirectoryKeys.Use(tokenId),
                BitConverter.GetBytes(Microseconds.FromInstant(at))),
        ],
        cancellation);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private static bool IsId(long id) => id is >= 1 and <= KeyParts.MaxNumber;

    private async Task<T?> FindAsync<T>(string row, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancellation)
        where T : class
    {
        var found = await store.GetAsync(DirectoryKeys.Table, DirectoryKeys.Partition, row, cancellation).ConfigureAwait(false);
        return found is null ? null : read(found.Data);
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        (string From, string To) keys, Func<ReadOnlyMemory<byte>, T> read, int max, CancellationToken cancellation)
    {
        var found = new List<T>();
        var range = new RowRange(DirectoryKeys.Table, DirectoryKeys.Partition, keys.From, keys.To);
        do
        {
            range = range with { MaxRows = Math.Clamp(max - found.Count, 1, TableLimits.MaxPageRows) };
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            found.AddRange(page.Rows.Select(row => read(row.Data)));
            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null && found.Count < max);
        return found;
    }
}
