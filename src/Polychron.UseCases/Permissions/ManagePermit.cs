using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Permissions;

/// <summary>
/// Who manages what others work with. Owners manage all; managers the projects they belong to, clients and labels; nobody
/// else manages anything but themselves.
/// </summary>
public static class ManagePermit
{
    /// <summary>Whether a project is one of those a member is shown: all for an owner, else those they work in or made.</summary>
    public static bool BelongsTo(WorkspacePicture picture, Member member, Project project) =>
        member.Role == Role.Owner || project.CreatorUserId == member.Id || Permit.WorksIn(picture, member, project);

    /// <summary>Whether a member manages projects, clients and labels.</summary>
    public static bool ManagesWork(Member member) => member.Role is Role.Owner or Role.Manager;

    /// <summary>Whether a member manages teams and people.</summary>
    public static bool ManagesPeople(Member member) => member.Role == Role.Owner;

    /// <summary>Whether a member is shown what another one may do and earns.</summary>
    public static bool SeesProfile(Member member, long userId) => member.Id == userId || ManagesWork(member);

    /// <summary>The transaction's actor, who has to manage projects, clients and labels.</summary>
    public static Member WorkManager(IWorkspaceTransaction transaction) =>
        Permit.Writer(transaction) is var member && ManagesWork(member)
            ? member
            : throw DomainException.Forbidden("Only admins and managers may change projects, clients and labels.");

    /// <summary>The transaction's actor, who has to manage teams and people.</summary>
    public static Member PeopleManager(IWorkspaceTransaction transaction) =>
        Permit.Writer(transaction) is var member && ManagesPeople(member)
            ? member
            : throw DomainException.Forbidden("Only admins may change teams and users.");
}
