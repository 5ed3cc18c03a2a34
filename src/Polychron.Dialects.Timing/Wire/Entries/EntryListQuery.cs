using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Paging;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timing.Wire.Query;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timing.Wire.Entries;

/// <summary>The query of "List time entries".</summary>
/// <param name="Query">The query itself, which the links to other pages repeat.</param>
/// <param name="Filter">Which entries.</param>
/// <param name="Page">Which page of them.</param>
/// <param name="IncludeProjectData">Whether the entries' projects are shown whole.</param>
internal sealed record EntryListQuery(QueryBag Query, EntryFilter Filter, PageRequest Page, bool IncludeProjectData)
{
    private const int DefaultSize = 100;
    private const int MaxSize = 1_000;

    /// <summary>Reads the query.</summary>
    public static EntryListQuery Parse(HttpRequest request)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        var parsed = new EntryListQuery(
            query,
            EntryFilterQuery.Read(query, RequestZone.Of(request)) with { IsRunning = query.Boolean("is_running") },
            PageRequest.Read(query, DefaultSize, MaxSize),
            query.Boolean("include_project_data") ?? false);
        query.ThrowIfInvalid();
        return parsed;
    }
}
