using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire.Query;
using Polychron.Domain.Entries;

namespace Polychron.Dialects.Timing.Wire.Projects;

/// <summary>The query of "List projects" and, for its team alone, of "List projects hierarchically".</summary>
/// <param name="TeamId">The team, or null for the projects that belong to none.</param>
/// <param name="Title">Words of the title, or null.</param>
/// <param name="HideArchived">Whether archived projects and what is below them are left out.</param>
internal sealed record ProjectListQuery(long? TeamId, SearchWords? Title, bool HideArchived)
{
    /// <summary>Reads the query of a list.</summary>
    public static ProjectListQuery Parse(HttpRequest request)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        var parsed = new ProjectListQuery(
            Team(query),
            SearchWords.Parse(query.Text("title", SearchWords.MaxLength)),
            query.Boolean("hide_archived") ?? false);
        query.ThrowIfInvalid();
        return parsed;
    }

    /// <summary>Reads the team of a hierarchy's query.</summary>
    public static long? ParseTeam(HttpRequest request)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        var team = Team(query);
        query.ThrowIfInvalid();
        return team;
    }

    private static long? Team(QueryBag query) => QueryReferences.One(query, "team_id", References.Teams);
}
