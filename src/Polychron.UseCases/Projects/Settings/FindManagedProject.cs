using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects.Settings;

/// <summary>Finds the projects a member belongs to; owners belong to all. Costs no read.</summary>
public static class FindManagedProject
{
    /// <summary>The project of an id.</summary>
    /// <exception cref="DomainException">There is none that the member belongs to.</exception>
    public static Project Run(IWorkspaceView view, Member member, long id) =>
        view.Picture.Projects.Find(id) is { } project && ManagePermit.BelongsTo(view.Picture, member, project)
            ? project
            : throw DomainException.NotFound("Project");

    /// <summary>All of them, in no order.</summary>
    public static IEnumerable<Project> All(IWorkspaceView view, Member member) =>
        view.Picture.Projects.All.Where(project => ManagePermit.BelongsTo(view.Picture, member, project));

    /// <summary>The project of an id, which the transaction's actor wants to change.</summary>
    /// <exception cref="DomainException">There is none that the actor belongs to, or they do not manage projects.</exception>
    internal static Project ForChange(IWorkspaceTransaction transaction, long id)
    {
        var project = Run(transaction, Permit.Writer(transaction), id);
        ManagePermit.WorkManager(transaction);
        return project;
    }
}
