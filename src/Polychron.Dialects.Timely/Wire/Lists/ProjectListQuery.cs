using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Domain.Projects;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Projects.Settings;

namespace Polychron.Dialects.Timely.Wire.Lists;

/// <summary>Which projects are listed, and in which order.</summary>
internal static class ProjectListQuery
{
    private const string Mine = "mine";
    private const string Invalid = "is invalid";

    /// <summary>The projects that the query asks for. Without filter the active ones, the most recently changed first.</summary>
    public static IReadOnlyList<Project> Run(QueryBag query, Caller caller, DateTimeZone zone)
    {
        var picture = caller.Workspace.Picture;
        var isMine = query.Text("filter") == Mine;
        var isArchived = isMine ? false : ListChoices.State(query, "filter", "archived", otherwise: false);
        var ids = ListChoices.Ids(query, "project_ids");
        var after = ListChoices.Moment(query, "updated_after", zone);
        var isDescending = ListChoices.IsDescending(query, otherwise: true);
        var sort = Sort(query);
        query.ThrowIfInvalid();
        var found = FindManagedProject.All(caller.Workspace, caller.Member)
            .Where(project => (isArchived is null || project.IsArchived == isArchived)
                && (!isMine || Permit.WorksIn(picture, caller.Member, project))
                && (ids is null || ids.Contains(project.Id))
                && (after is null || project.UpdatedAt > after))
            .ToList();
        found.Sort((a, b) =>
        {
            var order = sort(a, b);
            order = order != 0 ? order : a.Id.CompareTo(b.Id);
            return isDescending ? -order : order;
        });
        return found;
    }

    private static Comparison<Project> Sort(QueryBag query)
    {
        switch (query.Text("sort"))
        {
            case null or "" or "updated_at":
                return static (a, b) => a.UpdatedAt.CompareTo(b.UpdatedAt);
            case "created_at":
                return static (a, b) => a.CreatedAt.CompareTo(b.CreatedAt);
            case "id":
                return static (a, b) => a.Id.CompareTo(b.Id);
            case "name":
                return static (a, b) => string.Compare(a.Title, b.Title, StringComparison.OrdinalIgnoreCase);
            case "active":
                return static (a, b) => b.IsArchived.CompareTo(a.IsArchived);
            default:
                query.Fail("sort", Invalid);
                return static (_, _) => 0;
        }
    }
}
