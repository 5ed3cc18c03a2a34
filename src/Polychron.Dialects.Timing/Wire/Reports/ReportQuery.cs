using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Query;
using Polychron.Dialects.Timing.Wire.Query;
using Polychron.Domain.Projects;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timing.Wire.Reports;

/// <summary>The query of "Generate report".</summary>
/// <param name="Report">What to sum up.</param>
/// <param name="Sort">The order of the lines.</param>
/// <param name="IncludeProjectData">Whether the lines' projects are shown whole.</param>
internal sealed record ReportQuery(
    GenerateReport.Query Report, IReadOnlyList<ReportSortColumn> Sort, bool IncludeProjectData)
{
    private const string ProjectNeeded = "requires columns[] to contain project.";

    /// <summary>Reads the query.</summary>
    public static ReportQuery Parse(HttpRequest request)
    {
        var query = QueryBag.Of(request, ignoresBlank: true);
        var zone = RequestZone.Of(request);
        var filter = EntryFilterQuery.Read(query, zone);
        var wanted = ReportColumnNames.Read(query);
        var level = ProjectLevel(query, wanted);
        var includeProjectData = query.Boolean("include_project_data") ?? false;
        if (includeProjectData && !wanted.HasFlag(ReportColumns.Project))
        {
            query.Fail("include_project_data", ProjectNeeded);
        }

        CheckAppUsage(query);
        var parsed = new ReportQuery(
            new GenerateReport.Query
            {
                Filter = filter,

                // Without colleagues there is but one user, whom no line shows.
                Columns = filter.IncludeColleagues ? wanted : wanted & ~ReportColumns.User,
                ProjectLevel = level,
                Timespan = Timespan(query),
                Zone = zone,
            },
            ReportColumnNames.ReadSort(query, wanted, filter.IncludeColleagues),
            includeProjectData);
        query.ThrowIfInvalid();
        return parsed;
    }

    // The data has no app usage, so that including it adds nothing; what cannot be combined with it is refused all the same.
    private static void CheckAppUsage(QueryBag query)
    {
        if (query.Boolean("include_app_usage") is not true)
        {
            return;
        }

        foreach (var name in (ReadOnlySpan<string>)["search_query", "billing_status"])
        {
            if (query.Has(name))
            {
                query.Fail(name, "cannot be used when app usage is included.");
            }
        }
    }

    private static int? ProjectLevel(QueryBag query, ReportColumns wanted)
    {
        const string name = "project_grouping_level";
        if (query.WholeNumber(name, min: -1) is not (>= 0 and var level))
        {
            return null;
        }

        if (!wanted.HasFlag(ReportColumns.Project))
        {
            query.Fail(name, ProjectNeeded);
        }

        // No tree is deeper than that.
        return (int)Math.Min(level, ProjectLimits.MaxDepth);
    }

    private static TimespanGrouping Timespan(QueryBag query)
    {
        const string name = "timespan_grouping_mode";
        switch (query.Text(name))
        {
            case null or "exact":
                return TimespanGrouping.Exact;
            case "day":
                return TimespanGrouping.Day;
            case "week":
                return TimespanGrouping.Week;
            case "month":
                return TimespanGrouping.Month;
            case "year":
                return TimespanGrouping.Year;
            default:
                query.Fail(name, "must be exact, day, week, month or year.");
                return default;
        }
    }
}
