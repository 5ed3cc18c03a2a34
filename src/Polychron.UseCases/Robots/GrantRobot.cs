using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Robots;

/// <summary>Lets a robot user into a further workspace, or changes what it may do there. For who manages both.</summary>
public static class GrantRobot
{
    /// <summary>
    /// Runs it. The other workspace comes first, which decides; then the robot's list of workspaces. A crash between leaves a
    /// member that cannot find its workspace until the call is repeated.
    /// </summary>
    /// <param name="directory">The directory.</param>
    /// <param name="log">The workspaces.</param>
    /// <param name="caller">The caller, in the workspace that the robot user belongs to.</param>
    /// <param name="id">The robot user.</param>
    /// <param name="workspaceId">The other workspace, or the same.</param>
    /// <param name="access">What it may do there.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <exception cref="DomainException">There is no such robot user, or no such workspace for the caller, or they may not.</exception>
    public static async Task<Member> RunAsync(
        IDirectory directory,
        IWorkspaceLog log,
        Caller caller,
        long id,
        long workspaceId,
        RobotAccess access,
        CancellationToken cancellation = default)
    {
        await RobotKeys.RequireManagerAsync(directory, caller, cancellation).ConfigureAwait(false);
        var robot = RobotPermit.Find(caller.Workspace, id, ofThis: true);
        var member = await log.WriteAsync(
            workspaceId,
            caller.UserId,
            transaction =>
            {
                if (transaction.Picture.Members.GetValueOrDefault(caller.UserId) is not { IsActive: true })
                {
                    throw DomainException.Invalid(Fields.Workspace, "The selected workspace does not exist.");
                }

                RobotPermit.Manager(transaction);
                return ValueTask.FromResult(Apply(transaction, robot, access.ToRole()));
            },
            cancellation).ConfigureAwait(false);
        await directory.WriteAsync(
            async transaction =>
            {
                var listed = await directory.ListWorkspacesOfAsync(id).ConfigureAwait(false);
                if (!listed.Contains(workspaceId))
                {
                    transaction.Create(new Membership { UserId = id, WorkspaceId = workspaceId });
                }

                return true;
            },
            cancellation).ConfigureAwait(false);
        return member;
    }

    private static Member Apply(IWorkspaceTransaction transaction, Member robot, Role role)
    {
        if (transaction.Picture.Members.GetValueOrDefault(robot.Id) is { } known)
        {
            return transaction.Update(known, known with { IsActive = true, Role = role, Name = robot.Name });
        }

        var robots = transaction.Picture.Members.Values.Count(member => member is { IsActive: true, RobotOf: not null });
        return robots < CreateRobot.MaxRobots
            ? transaction.Create(
                new Member { Name = robot.Name, Email = robot.Email, TimeZone = robot.TimeZone, Role = role, RobotOf = robot.RobotOf },
                robot.Id)
            : throw DomainException.Invalid(Fields.Workspace, $"A workspace has at most {CreateRobot.MaxRobots} robot users.");
    }
}
