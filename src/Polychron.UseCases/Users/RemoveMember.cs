using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Timers;

namespace Polychron.UseCases.Users;

/// <summary>Takes a member out of the workspace. For owners.</summary>
public static class RemoveMember
{
    /// <summary>Runs it. Their entries stay; a running timer is stopped, since nobody could stop it any more.</summary>
    /// <exception cref="DomainException">There is no such member, or they are its last owner.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id)
    {
        ManagePermit.PeopleManager(transaction);
        if (transaction.Picture.Members.GetValueOrDefault(id) is not { IsActive: true } member)
        {
            throw DomainException.NotFound("User");
        }

        if (member.Role == Role.Owner)
        {
            MemberRules.RequireOtherOwner(transaction.Picture, member);
        }

        if (transaction.Picture.Running.GetValueOrDefault(id) is { } running)
        {
            StopTimer.Stop(transaction, running, transaction.Now);
        }

        transaction.Update(member, member with { IsActive = false });
    }
}
