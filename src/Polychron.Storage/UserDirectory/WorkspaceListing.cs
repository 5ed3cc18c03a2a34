using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Users;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.UserDirectory;

/// <summary>
/// What a workspace that comes from another server brings into the directory: its listing, its people, their memberships and
/// tokens. All keep their numbers, since the workspace's rows are full of them.
/// </summary>
internal sealed class WorkspaceListing
{
    private const string Subject = "workspace";
    private readonly Workspace _workspace;
    private readonly IReadOnlyList<User> _users;
    private readonly IReadOnlyList<Membership> _memberships;
    private readonly IReadOnlyList<ApiToken> _tokens;

    private WorkspaceListing(IReadOnlyList<Entity> entities)
    {
        _workspace = entities.OfType<Workspace>().Single();
        _users = [.. entities.OfType<User>()];
        _memberships = [.. entities.OfType<Membership>()];
        _tokens = [.. entities.OfType<ApiToken>()];
    }

    /// <summary>Reads it from rows of a directory.</summary>
    /// <exception cref="DomainException">It is not the listing of this one workspace.</exception>
    public static WorkspaceListing Read(long workspaceId, IEnumerable<(string Row, byte[] Data)> rows)
    {
        var entities = rows.Select(row => (Entity)(DirectoryKeys.KindOf(row.Row) switch
        {
            EntityKind.User => RowCodec.ReadUser(row.Data),
            EntityKind.Workspace => RowCodec.ReadWorkspace(row.Data),
            EntityKind.Membership => RowCodec.ReadMembership(row.Data),
            _ => RowCodec.ReadToken(row.Data),
        })).ToList();
        return entities.OfType<Workspace>().ToList() is [var only] && only.Id == workspaceId
            ? new WorkspaceListing(entities)
            : throw DomainException.Conflict(Subject, $"The export does not list workspace {workspaceId}.");
    }

    /// <summary>
    /// What of it a directory does not have yet. People whom it has under the same number and address are the same people and
    /// stay as they are.
    /// </summary>
    /// <exception cref="DomainException">A number or an address means somebody or something else there.</exception>
    public async Task<IReadOnlyList<Entity>> FindNewAsync(IDirectory directory, ITableStore store, CancellationToken cancellation)
    {
        if (await directory.FindWorkspaceAsync(_workspace.Id, cancellation).ConfigureAwait(false) is { } other)
        {
            throw Clash($"the number {_workspace.Id} is the workspace '{other.Name}' there");
        }

        var found = new List<Entity>();
        foreach (var user in _users)
        {
            var same = await directory.FindUserAsync(user.Id, cancellation).ConfigureAwait(false);
            var sameAddress = await directory.FindUserByEmailAsync(user.Email, cancellation).ConfigureAwait(false);
            if (same is not null && sameAddress?.Id == user.Id)
            {
                continue;
            }

            found.Add(same is null && sameAddress is null
                ? user
                : throw Clash(same is null
                    ? $"{user.Email} is user {sameAddress!.Id} there and user {user.Id} here"
                    : $"user {user.Id} is {same.Email} there and {user.Email} here"));
        }

        var taken = await TokenIdsAsync(store, cancellation).ConfigureAwait(false);
        foreach (var token in _tokens)
        {
            var same = await directory.FindTokenAsync(token.Hash, cancellation).ConfigureAwait(false);
            if (same is null && !taken.Contains(token.Id))
            {
                found.Add(token);
            }
            else if (same?.Id != token.Id)
            {
                throw Clash($"the token {token.Id} of user {token.UserId} is another one there");
            }
        }

        return [.. found, .. _memberships, _workspace];
    }

    /// <summary>
    /// Lists it in one write. Its things keep their numbers, and the next number of the directory's log has to be past them: it
    /// gets there by records that touch the listing and change nothing, so that the log has no gap.
    /// </summary>
    /// <exception cref="DomainException">It clashes, or the numbers are too far apart.</exception>
    public Task AddAsync(TableDirectory directory, ITableStore store, CancellationToken cancellation) => directory.AdoptAsync(
        async transaction =>
        {
            var added = await FindNewAsync(directory, store, cancellation).ConfigureAwait(false);
            foreach (var entity in added)
            {
                transaction.Adopt(entity);
            }

            if (!transaction.ReserveUpTo(added.Max(entity => entity.Id), added[^1]))
            {
                throw Clash($"its numbers go up to {added.Max(entity => entity.Id)}, too far ahead of the other server's: export the whole server into an empty store");
            }
        },
        cancellation);

    private static async Task<HashSet<long>> TokenIdsAsync(ITableStore store, CancellationToken cancellation)
    {
        var (from, to) = DirectoryKeys.AllTokens;
        var range = new RowRange(DirectoryKeys.Table, DirectoryKeys.Partition, from, to) { KeysOnly = true };
        var found = new HashSet<long>();
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            found.UnionWith(page.Rows.Select(row => DirectoryKeys.ParseToken(row.Row)));
            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
        return found;
    }

    private static DomainException Clash(string why) => DomainException.Conflict(
        Subject, $"The workspace cannot move to this server: {why}. Nothing of it is to be seen there.");
}
