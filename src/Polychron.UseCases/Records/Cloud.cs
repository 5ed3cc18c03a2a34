using Polychron.Domain.Members;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Workspaces;

namespace Polychron.UseCases.Records;

/// <summary>A workspace that a caller may read.</summary>
/// <param name="View">The workspace.</param>
/// <param name="Member">The caller as its member.</param>
/// <param name="IsOwn">
/// Whether it is one of the caller's clouds: the one that their key means, those in which they are more than a viewer, and all
/// that let a robot user in.
/// </param>
public sealed record Cloud(IWorkspaceView View, Member Member, bool IsOwn)
{
    /// <summary>
    /// All that the caller may read: first the one that the key means, then by id. Costs one range read of the directory and
    /// one of each workspace's news.
    /// </summary>
    public static async Task<IReadOnlyList<Cloud>> ListAsync(
        IDirectory directory, IWorkspaceLog log, Caller caller, CancellationToken cancellation = default)
    {
        var accounts = await ListAccounts.RunAsync(directory, log, caller.UserId, cancellation).ConfigureAwait(false);
        var key = caller.Workspace.WorkspaceId;
        return
        [
            .. accounts
                .Select(account => new Cloud(
                    account.View,
                    account.Member,
                    account.View.WorkspaceId == key || account.Member is { RobotOf: not null } or { Role: not Role.Viewer }))
                .OrderByDescending(cloud => cloud.View.WorkspaceId == key)
                .ThenBy(cloud => cloud.View.WorkspaceId),
        ];
    }
}
