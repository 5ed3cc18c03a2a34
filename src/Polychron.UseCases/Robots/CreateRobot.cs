using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Users;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Robots;

/// <summary>Creates a robot user: a user whom no person is, with API keys of its own. For owners and managers.</summary>
public static class CreateRobot
{
    /// <summary>The most robot users in a workspace.</summary>
    public const int MaxRobots = 100;

    /// <summary>What to create.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Access">What it may do in the workspace that it belongs to.</param>
    /// <param name="Email">An address of <see cref="NewEmail"/>, by which a repetition finds what it made.</param>
    /// <param name="CallerTokenId">The token of the caller.</param>
    public sealed record Command(string Name, RobotAccess Access, string Email, long CallerTokenId);

    /// <summary>An address for a new robot user: users have one, and nothing can be sent to this (RFC 2606, section 2).</summary>
    public static string NewEmail(IRandomSource random)
    {
        Span<byte> bits = stackalloc byte[12];
        random.Fill(bits);
        return $"robot-{Convert.ToHexStringLower(bits)}@robots.invalid";
    }

    /// <summary>
    /// Creates it. The directory comes first, where the user is found or made with the workspace in its list, then the
    /// workspace, which decides. A crash between leaves a user without a key whom no workspace lets in.
    /// </summary>
    /// <exception cref="DomainException">The actor may not, or a value is not acceptable.</exception>
    public static async ValueTask<Member> RunAsync(IDirectory directory, IWorkspaceTransaction transaction, Command command)
    {
        RobotPermit.Manager(transaction);
        await RobotKeys.RequireOwnTokenAsync(directory, transaction.ActorId, command.CallerTokenId).ConfigureAwait(false);
        ProfileRules.CheckName(command.Name);
        var picture = transaction.Picture;
        if (picture.Members.Values.Count(member => member is { IsActive: true, RobotOf: not null }) >= MaxRobots)
        {
            throw DomainException.Invalid(Fields.Name, $"A workspace has at most {MaxRobots} robot users.");
        }

        var user = await directory.WriteAsync(async work =>
        {
            if (await directory.FindUserByEmailAsync(command.Email).ConfigureAwait(false) is { } made)
            {
                return made;
            }

            var created = work.Create(new User
            {
                Email = command.Email,
                Name = command.Name,
                TimeZone = picture.Workspace?.TimeZone ?? "UTC",
                RobotOf = transaction.WorkspaceId,
            });
            work.Create(new Membership { UserId = created.Id, WorkspaceId = transaction.WorkspaceId });
            return created;
        }).ConfigureAwait(false);
        return transaction.Create(
            new Member
            {
                Name = user.Name,
                Email = user.Email,
                TimeZone = user.TimeZone,
                Role = command.Access.ToRole(),
                RobotOf = user.RobotOf,
            },
            user.Id);
    }
}
