using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Workspaces;

/// <summary>
/// Writes the first records of a workspace's own log, its settings and its owner, from the directory's listing. The listing
/// comes first, since it gives the workspace its number; a crash between the two leaves a listing whose log is empty, and
/// whoever comes upon one seeds it: so the creation is completed, not lost.
/// </summary>
internal static class SeedWorkspace
{
    /// <summary>Seeds the workspace if it is listed and its log is empty. Returns whether it exists now.</summary>
    public static async Task<bool> EnsureAsync(
        IDirectory directory, IWorkspaceLog log, long workspaceId, CancellationToken cancellation)
    {
        var view = await log.OpenAsync(workspaceId, cancellation).ConfigureAwait(false);
        if (view.Picture.Workspace is not null)
        {
            return true;
        }

        if (await directory.FindWorkspaceAsync(workspaceId, cancellation).ConfigureAwait(false) is not { } listing
            || await directory.FindUserAsync(listing.OwnerUserId, cancellation).ConfigureAwait(false) is not { } owner)
        {
            return false;
        }

        return await log.WriteAsync(
            workspaceId,
            actorId: 0,
            transaction =>
            {
                if (transaction.Picture.Workspace is null)
                {
                    transaction.Create(listing, listing.Id);
                    AddMember(transaction, owner, Role.Owner);
                }

                return ValueTask.FromResult(true);
            },
            cancellation).ConfigureAwait(false);
    }

    public static Member AddMember(IWorkspaceTransaction transaction, User user, Role role) =>
        transaction.Create(
            new Member { Name = user.Name, Email = user.Email, TimeZone = user.TimeZone, Role = role, RobotOf = user.RobotOf },
            user.Id);
}
