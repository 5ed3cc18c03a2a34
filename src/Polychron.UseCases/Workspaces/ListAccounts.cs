using Polychron.Domain.Members;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Workspaces;

/// <summary>Lists the workspaces a user is in.</summary>
public static class ListAccounts
{
    /// <summary>
    /// The workspaces, with the user as a member of each, in the order in which they were made. Costs one range read of the
    /// directory and one of each workspace's news.
    /// </summary>
    public static async Task<IReadOnlyList<(IWorkspaceView View, Member Member)>> RunAsync(
        IDirectory directory, IWorkspaceLog log, long userId, CancellationToken cancellation = default)
    {
        var found = new List<(IWorkspaceView View, Member Member)>();
        foreach (var id in await IdsAsync(directory, userId, cancellation).ConfigureAwait(false))
        {
            if (await FindAsync(log, id, userId, cancellation).ConfigureAwait(false) is { } account)
            {
                found.Add(account);
            }
        }

        return found;
    }

    /// <summary>
    /// A page of them, from the one behind <paramref name="after"/> on, and behind which the next begins. Costs one range read
    /// of the directory and one of the news of each workspace of the page.
    /// </summary>
    public static async Task<(IReadOnlyList<(IWorkspaceView View, Member Member)> Accounts, long? Next)> PageAsync(
        IDirectory directory,
        IWorkspaceLog log,
        long userId,
        bool isDescending,
        long? after,
        int limit,
        CancellationToken cancellation = default)
    {
        IEnumerable<long> ids = await IdsAsync(directory, userId, cancellation).ConfigureAwait(false);
        ids = isDescending ? ids.Reverse() : ids;
        var found = new List<(IWorkspaceView View, Member Member)>();
        foreach (var id in ids.Where(id => after is null || (isDescending ? id < after : id > after)))
        {
            if (found.Count == limit)
            {
                return (found, found[^1].View.WorkspaceId);
            }

            if (await FindAsync(log, id, userId, cancellation).ConfigureAwait(false) is { } account)
            {
                found.Add(account);
            }
        }

        return (found, null);
    }

    private static async Task<IReadOnlyList<long>> IdsAsync(IDirectory directory, long userId, CancellationToken cancellation) =>
        [.. (await directory.ListWorkspacesOfAsync(userId, cancellation).ConfigureAwait(false)).Order()];

    private static async ValueTask<(IWorkspaceView View, Member Member)?> FindAsync(
        IWorkspaceLog log, long id, long userId, CancellationToken cancellation)
    {
        var view = await log.OpenAsync(id, cancellation).ConfigureAwait(false);
        return view.Picture is { Workspace: not null } picture
            && picture.Members.GetValueOrDefault(userId) is { IsActive: true } member
            ? (view, member)
            : null;
    }
}
