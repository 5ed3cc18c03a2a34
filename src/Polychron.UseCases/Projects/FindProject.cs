using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>Finds a project that the caller sees.</summary>
public static class FindProject
{
    /// <summary>The project of an id.</summary>
    /// <exception cref="DomainException">There is none that this member sees.</exception>
    public static Project Run(IWorkspaceView view, Member member, long id) =>
        view.Picture.Projects.Find(id) is { } project && Permit.Sees(view.Picture, member, project)
            ? project
            : throw DomainException.NotFound("Project");

    /// <summary>The project of an id, to change it.</summary>
    /// <exception cref="DomainException">There is none that this member sees, or the member may not change it.</exception>
    internal static Project ForChange(IWorkspaceTransaction transaction, long id, Func<Project, bool>? precondition)
    {
        var member = Permit.Writer(transaction);
        var project = Run(transaction, member, id);
        if (!Permit.Edits(member, project))
        {
            throw DomainException.Forbidden("You may not change this project.");
        }

        return precondition?.Invoke(project) == false ? throw DomainException.PreconditionFailed() : project;
    }
}
