using Polychron.Domain.Errors;
using Polychron.Domain.Projects;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects.Settings;

namespace Polychron.UseCases.Projects;

/// <summary>
/// Deletes a project and all its children, in one atomic write. Their entries stay, without a project: the time was worked,
/// and what was billed must not change.
/// </summary>
public static class DeleteProject
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">There is no such project, or the caller may not delete it.</exception>
    public static void Run(IWorkspaceTransaction transaction, long id, Func<Project, bool>? precondition = null)
    {
        Delete(transaction, FindProject.ForChange(transaction, id, precondition));
    }

    /// <summary>The same for owners and for managers who belong to the project.</summary>
    /// <exception cref="DomainException">There is no such project, or the caller may not delete it.</exception>
    public static void RunManaged(
        IWorkspaceTransaction transaction, long id, bool isAnyInSight = false, Func<Project, bool>? precondition = null)
    {
        var project = FindManagedProject.ForChange(transaction, id, isAnyInSight);
        if (precondition?.Invoke(project) == false)
        {
            throw DomainException.PreconditionFailed();
        }

        Delete(transaction, project);
    }

    private static void Delete(IWorkspaceTransaction transaction, Project project)
    {
        var subtree = transaction.Picture.Projects.Subtree(project.Id);

        // Children first, so that every prefix of the log is a forest without orphans.
        for (var i = subtree.Count - 1; i >= 0; i--)
        {
            transaction.Delete(subtree[i]);
        }
    }
}
