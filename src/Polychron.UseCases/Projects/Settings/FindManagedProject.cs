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
    /// <param name="transaction">The transaction.</param>
    /// <param name="id">The project.</param>
    /// <param name="isAnyInSight">Whether managers may change every project that they see, not only those that they belong to.</param>
    internal static Project ForChange(IWorkspaceTransaction transaction, long id, bool isAnyInSight = false)
    {
        var actor = Permit.Writer(transaction);
        var project = isAnyInSight ? FindProject.Run(transaction, actor, id) : Run(transaction, actor, id);
        ManagePermit.WorkManager(transaction);
        return project;
    }
}
