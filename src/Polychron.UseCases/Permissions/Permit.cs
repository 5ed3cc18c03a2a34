using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Permissions;

/// <summary>
/// Who may do what; asked by the use cases and by nothing else. Owners see and change everyone's entries and all projects.
/// So do managers, but for colleagues' entries in projects whose list of users they are not on. Viewers see everything and
/// change nothing; members see and change their own.
/// </summary>
public static class Permit
{
    /// <summary>The membership of a reader, as of the view.</summary>
    /// <exception cref="DomainException">The user is no active member.</exception>
    public static Member Reader(IWorkspaceView view, long userId) =>
        view.Picture.Members.GetValueOrDefault(userId) is { IsActive: true } member
            ? member
            : throw DomainException.Forbidden("You are not a member of this workspace.");

    /// <summary>The membership of whoever writes, as of the write.</summary>
    /// <exception cref="DomainException">The user is no active member, is a viewer, or the workspace's billing is read-only.</exception>
    public static Member Writer(IWorkspaceTransaction transaction)
    {
        var member = Reader(transaction, transaction.ActorId);
        RequireWriter(transaction, member);
        return member;
    }

    /// <summary>Refuses whoever may change nothing at all in the workspace.</summary>
    /// <exception cref="DomainException">The member is a viewer, or the workspace's billing is read-only.</exception>
    public static void RequireWriter(IWorkspaceView view, Member member)
    {
        if (member.Role == Role.Viewer)
        {
            throw DomainException.Forbidden("Viewers cannot change anything in this workspace.");
        }

        if (view.Picture.Workspace is { BillingState: BillingState.ReadOnly })
        {
            throw DomainException.BillingReadOnly();
        }
    }

    /// <summary>Whether the member sees the entries of everyone: a manager less those of projects closed to them (see <see cref="IsClosedTo(Member, Project)"/>).</summary>
    public static bool SeesEveryone(Member member) => member.Role is Role.Viewer or Role.Manager or Role.Owner;

    /// <summary>Whether the member changes the entries of everyone that they see.</summary>
    public static bool EditsEveryone(Member member) => member.Role is Role.Manager or Role.Owner;

    /// <summary>Whether the entry is the member's own or one that they see.</summary>
    public static bool Sees(WorkspacePicture picture, Member member, Entry entry) =>
        entry.UserId == member.Id || (SeesEveryone(member) && !IsClosedTo(picture, member, entry.ProjectId));

    /// <summary>Whether the member may change the entry: no viewer, and it is their own or a colleague's that they see and manage.</summary>
    public static bool Edits(WorkspacePicture picture, Member member, Entry entry) =>
        entry.UserId == member.Id
            ? member.Role != Role.Viewer
            : EditsEveryone(member) && !IsClosedTo(picture, member, entry.ProjectId);

    /// <summary>
    /// Whether colleagues' entries in a project are none of a manager's business: it has a list of users without the manager,
    /// who did not make it either. A project that was deleted since is closed to nobody.
    /// </summary>
    public static bool IsClosedTo(WorkspacePicture picture, Member member, long? projectId) =>
        member.Role == Role.Manager && projectId is { } id && picture.Projects.Find(id) is { } project && IsClosedTo(member, project);

    /// <inheritdoc cref="IsClosedTo(WorkspacePicture, Member, long?)"/>
    public static bool IsClosedTo(Member member, Project project) =>
        member.Role == Role.Manager && !project.Users.IsEmpty && !project.Users.ContainsKey(member.Id)
        && project.CreatorUserId != member.Id;

    /// <summary>Whether the project is the member's to work in: private to them, of a team of theirs, with them among its users, or of the whole workspace.</summary>
    public static bool WorksIn(WorkspacePicture picture, Member member, Project project) =>
        project.TeamId is { } teamId
            ? picture.Teams.GetValueOrDefault(teamId)?.UserIds.Contains(member.Id) == true
            : project.OwnerUserId is { } ownerId ? ownerId == member.Id
            : project.Users.IsEmpty || project.Users.ContainsKey(member.Id);

    /// <summary>Whether the member sees the project.</summary>
    public static bool Sees(WorkspacePicture picture, Member member, Project project) =>
        SeesEveryone(member) || WorksIn(picture, member, project);

    /// <summary>Whether the member sees a thing of the workspace: people, clients, labels and teams everyone, the rest by its own rule.</summary>
    public static bool Sees(WorkspacePicture picture, Member member, Entity entity) => entity switch
    {
        Entry entry => Sees(picture, member, entry),
        Project project => Sees(picture, member, project),
        _ => true,
    };

    /// <summary>Whether a member who sees the project may change it: owners and managers any, members those that they own or made.</summary>
    public static bool Edits(Member member, Project project) =>
        EditsEveryone(member) || project.OwnerUserId == member.Id || project.CreatorUserId == member.Id;
}
