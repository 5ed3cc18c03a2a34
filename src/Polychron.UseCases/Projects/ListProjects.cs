using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Projects;

/// <summary>Lists projects, from the workspace's picture: no storage read.</summary>
public static class ListProjects
{
    /// <summary>
    /// The projects of a team; without one, those private to the member and those of the whole workspace. In tree order:
    /// parents before their children, siblings in order of creation.
    /// </summary>
    /// <param name="view">The workspace.</param>
    /// <param name="member">The caller.</param>
    /// <param name="teamId">The team, or null.</param>
    /// <param name="title">Words that the title contains, all of them, or null.</param>
    /// <param name="hideArchived">Whether to leave out archived projects and everything below them.</param>
    /// <exception cref="DomainException">There is no such team that this member sees.</exception>
    public static IEnumerable<Project> Run(
        IWorkspaceView view, Member member, long? teamId, SearchWords? title = null, bool hideArchived = false)
    {
        var picture = view.Picture;
        if (teamId is { } id
            && !(picture.Teams.GetValueOrDefault(id) is { } team
                && (team.UserIds.Contains(member.Id) || Permit.SeesEveryone(member))))
        {
            throw DomainException.Invalid(Fields.Team, "The selected team does not exist.");
        }

        return picture.Projects.Roots
            .Where(project => teamId is null
                ? project.TeamId is null && Permit.WorksIn(picture, member, project)
                : project.TeamId == teamId)
            .SelectMany(root => Walk(picture.Projects, root, hideArchived))
            .Where(project => title is null || title.Matches(project.Title, null));
    }

    /// <summary>All projects that the member sees, in no order.</summary>
    public static IEnumerable<Project> InSight(IWorkspaceView view, Member member) =>
        view.Picture.Projects.All.Where(project => Permit.Sees(view.Picture, member, project));

    private static IEnumerable<Project> Walk(ProjectForest forest, Project project, bool hideArchived) =>
        hideArchived && project.IsArchived
            ? []
            : forest.Children(project.Id).SelectMany(child => Walk(forest, child, hideArchived)).Prepend(project);
}
