using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.Entries;

/// <summary>Finds the user whose timesheet a caller wants to see or to write.</summary>
public static class FindTimesheetUser
{
    /// <summary>The user of an id, also one who was taken out.</summary>
    /// <exception cref="DomainException">There is none, or the caller sees nobody else's entries.</exception>
    public static Member ToRead(IWorkspaceView view, Member caller, long userId)
    {
        var user = ListMembers.Find(view, userId);
        return user.Id == caller.Id || Permit.SeesEveryone(caller)
            ? user
            : throw DomainException.Forbidden("You may only see hours of your own.");
    }

    /// <summary>The user of an id, for whom the transaction's actor may write.</summary>
    /// <exception cref="DomainException">There is none, or the actor writes for nobody else.</exception>
    public static Member ToWrite(IWorkspaceTransaction transaction, long userId)
    {
        var actor = Permit.Writer(transaction);
        return ProjectUse.FindUser(transaction.Picture, actor, ListMembers.Find(transaction, userId).Id);
    }
}
