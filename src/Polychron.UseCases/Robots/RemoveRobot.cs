using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Timers;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.Robots;

/// <summary>
/// Takes a robot user out of a workspace. Out of the one that it belongs to, it is gone: its keys are revoked, and it is taken
/// out of the others too. What it made stays. For owners and managers.
/// </summary>
public static class RemoveRobot
{
    /// <summary>
    /// What comes before <see cref="Run"/> where the robot user is to be gone: keys and other workspaces. The workspace that it
    /// belongs to is last, so that after a crash the same call completes it.
    /// </summary>
    /// <exception cref="DomainException">There is no such robot user, or the caller may not.</exception>
    public static async Task PrepareAsync(
        IDirectory directory, IWorkspaceLog log, Caller caller, long id, CancellationToken cancellation = default)
    {
        await RobotKeys.RequireManagerAsync(directory, caller, cancellation).ConfigureAwait(false);
        var robot = RobotPermit.Find(caller.Workspace, id, ofThis: false);
        if (robot.RobotOf != caller.Workspace.WorkspaceId)
        {
            return;
        }

        foreach (var key in await directory.ListTokensAsync(id, cancellation).ConfigureAwait(false))
        {
            if (key.RevokedAt is null)
            {
                await RevokeToken.RunAsync(directory, log, id, key.Id, cancellation).ConfigureAwait(false);
            }
        }

        foreach (var other in await directory.ListWorkspacesOfAsync(id, cancellation).ConfigureAwait(false))
        {
            if (other != robot.RobotOf)
            {
                await log.WriteAsync(other, actorId: 0, transaction => ValueTask.FromResult(Leave(transaction, id)), cancellation)
                    .ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes it out of the transaction's workspace.</summary>
    /// <exception cref="DomainException">There is no such robot user, or the actor may not.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id)
    {
        RobotPermit.Manager(transaction);
        RobotPermit.Find(transaction, id, ofThis: false);
        Leave(transaction, id);
    }

    private static bool Leave(IWorkspaceTransaction transaction, long id)
    {
        if (transaction.Picture.Members.GetValueOrDefault(id) is not { IsActive: true, RobotOf: not null } member)
        {
            return false;
        }

        if (transaction.Picture.Running.GetValueOrDefault(id) is { } running)
        {
            StopTimer.Stop(transaction, running, transaction.Now);
        }

        transaction.Update(member, member with { IsActive = false });
        return true;
    }
}
