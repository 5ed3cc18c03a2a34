using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Users;

/// <summary>Takes somebody into the workspace, who becomes a user if they are none yet. For owners.</summary>
public static class InviteMember
{
    /// <summary>Whom, and with what.</summary>
    public sealed record Command
    {
        /// <summary>Their name; a user who is there already keeps their own.</summary>
        public required string Name { get; init; }

        /// <summary>Their e-mail address.</summary>
        public required string Email { get; init; }

        /// <summary>Their role and settings.</summary>
        public required MemberChanges Changes { get; init; }
    }

    /// <summary>
    /// Runs it. The directory comes first, where the user and the workspace in their list are found or made, then the
    /// workspace, which decides. A crash between, or a repeated attempt, leaves a user in whose list is a workspace that they
    /// are not yet in: it lets nobody in, and the same call completes it.
    /// </summary>
    /// <exception cref="DomainException">They are in the workspace already, or a value is not acceptable.</exception>
    public static async ValueTask<Member> RunAsync(IDirectory directory, IWorkspaceTransaction transaction, Command command)
    {
        ManagePermit.PeopleManager(transaction);
        var picture = transaction.Picture;
        if (picture.Members.Values.Any(member => member.IsActive
            && string.Equals(member.Email, command.Email, StringComparison.OrdinalIgnoreCase)))
        {
            throw DomainException.Invalid(Fields.Email, "has already been taken");
        }

        // What would be refused is refused before the directory is written.
        MemberRules.Apply(picture, Draft(new User { Email = command.Email, Name = command.Name, TimeZone = "UTC" }), command.Changes);
        MemberRules.Projects(picture, 0, command.Changes, transaction.Now);
        var zone = picture.Workspace?.TimeZone ?? "UTC";
        var user = await directory.WriteAsync(async work =>
        {
            var found = await directory.FindUserByEmailAsync(command.Email).ConfigureAwait(false)
                ?? await CreateUser.AddAsync(directory, work, new CreateUser.Command(command.Email, command.Name, zone))
                    .ConfigureAwait(false);
            var listed = await directory.ListWorkspacesOfAsync(found.Id).ConfigureAwait(false);
            if (!listed.Contains(transaction.WorkspaceId))
            {
                work.Create(new Membership { UserId = found.Id, WorkspaceId = transaction.WorkspaceId });
            }

            return found;
        }).ConfigureAwait(false);

        Member invited;
        if (picture.Members.GetValueOrDefault(user.Id) is { } former)
        {
            var back = former with { IsActive = true, Role = Role.Manager };
            invited = transaction.Update(former, MemberRules.Apply(picture, back, command.Changes));
        }
        else
        {
            invited = transaction.Create(MemberRules.Apply(picture, Draft(user), command.Changes), user.Id);
        }

        foreach (var (before, after) in MemberRules.Projects(transaction.Picture, user.Id, command.Changes, transaction.Now))
        {
            transaction.Update(before, after);
        }

        return invited;
    }

    private static Member Draft(User user) =>
        new() { Name = user.Name, Email = user.Email, TimeZone = user.TimeZone, Role = Role.Manager, RobotOf = user.RobotOf };
}
