using Polychron.Domain.Errors;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Permissions;

namespace Polychron.UseCases.Projects;

/// <summary>How a caller names a project: by id, by title, or by the titles from the root down to it.</summary>
public sealed record ProjectReference
{
    private ProjectReference(long? id, IReadOnlyList<string> titles)
    {
        Id = id;
        Titles = titles;
    }

    /// <summary>The id, if named by id.</summary>
    public long? Id { get; }

    /// <summary>One title, or the chain of titles.</summary>
    public IReadOnlyList<string> Titles { get; }

    private bool IsChain { get; init; }

    /// <summary>The project of an id.</summary>
    public static ProjectReference ById(long id) => new(id, []);

    /// <summary>The one project of a title, anywhere in the trees.</summary>
    public static ProjectReference ByTitle(string title) => new(null, [title]);

    /// <summary>The one project at the end of a chain of titles that begins at a root; at least one title.</summary>
    public static ProjectReference ByChain(IReadOnlyList<string> titles) => new(null, titles) { IsChain = true };

    /// <summary>
    /// Finds the project. An id may name any project that the member sees; titles name only those that the member works in,
    /// so that colleagues' private projects make no title ambiguous.
    /// </summary>
    /// <exception cref="DomainException">There is none, or a title means several.</exception>
    public Project Resolve(WorkspacePicture picture, Member member, string field)
    {
        if (Id is { } id)
        {
            return picture.Projects.Find(id) is { } project && Permit.Sees(picture, member, project)
                ? project
                : throw DomainException.Invalid(field, "The selected project does not exist.");
        }

        var found = picture.Projects.Titled(Titles[^1])
            .Where(project => Permit.WorksIn(picture, member, project) && (!IsChain || MatchesChain(picture, project)))
            .Take(2).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw DomainException.Invalid(field, "No project has this title; name an existing project by reference, title or title chain."),
            _ => throw DomainException.Invalid(field, "Several projects have this title; name the project by its reference or its whole title chain."),
        };
    }

    private bool MatchesChain(WorkspacePicture picture, Project project)
    {
        var chain = picture.Projects.Chain(project);
        return chain.Count == Titles.Count && !chain.Where((at, i) => at.Title != Titles[i]).Any();
    }
}
