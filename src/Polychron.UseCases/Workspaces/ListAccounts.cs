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
        foreach (var id in (await directory.ListWorkspacesOfAsync(userId, cancellation).ConfigureAwait(false)).Order())
        {
            var view = await log.OpenAsync(id, cancellation).ConfigureAwait(false);
            if (view.Picture is { Workspace: not null } picture
                && picture.Members.GetValueOrDefault(userId) is { IsActive: true } member)
            {
                found.Add((view, member));
            }
        }

        return found;
    }
}
