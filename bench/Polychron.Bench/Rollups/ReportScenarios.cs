using Polychron.Bench.Client;

namespace Polychron.Bench.Rollups;

/// <summary>A report as it is asked for over HTTP, and in SQL.</summary>
/// <param name="Title">Its name in the table.</param>
/// <param name="Request">The request.</param>
/// <param name="Sql">The live aggregate over one table of the same rows, with parameters ?1 and ?2 for the first day and the end; null for none.</param>
/// <param name="From">The first day, as yyyymmdd.</param>
/// <param name="To">The end, as yyyymmdd.</param>
internal sealed record ReportScenario(string Title, PreparedRequest Request, string? Sql, int From, int To);

/// <summary>The reports that are measured.</summary>
internal static class ReportScenarios
{
    private const int Year = RollupSeed.Year;
    private const int YearBegins = (Year * 10_000) + 101;
    private const int YearEnds = ((Year + 1) * 10_000) + 101;

    public static IReadOnlyList<ReportScenario> All(long workspaceId, string token) =>
    [
        new(
            "month by project (Timing)",
            Timing("columns[]=project&start_date_min=2025-06-01&start_date_max=2025-06-30", token),
            Sql("project"), (Year * 10_000) + 601, (Year * 10_000) + 701),
        new(
            "year by client and user (Timely)",
            Timely(workspaceId, "2025-01-01", "2025-12-31", "clients", "users", token),
            Sql("client, user"), YearBegins, YearEnds),
        new(
            "year, all five groupings (Timely)",
            Timely(workspaceId, "2025-01-01", "2025-12-31", null, null, token),
            null, YearBegins, YearEnds),
        new(
            "year by day (Timing)",
            Timing("columns[]=timespan&timespan_grouping_mode=day&start_date_min=2025-01-01&start_date_max=2025-12-31", token),
            Sql("day"), YearBegins, YearEnds),
        new(
            "one day by project and user (Timing)",
            Timing("columns[]=project&columns[]=user&start_date_min=2025-06-10&start_date_max=2025-06-10", token),
            Sql("project, user"), (Year * 10_000) + 610, (Year * 10_000) + 611),
        new(
            "all time by month (Timing)",
            Timing("columns[]=timespan&timespan_grouping_mode=month", token),
            Sql("day / 100"), 0, YearEnds),
    ];

    private static string Sql(string groups) =>
        $"SELECT {groups}, SUM(seconds), SUM(revenue), SUM(cost), COUNT(*) FROM entries WHERE day >= ?1 AND day < ?2 GROUP BY {groups}";

    private static PreparedRequest Timing(string query, string token) => PreparedRequest.Of(
        "GET", $"/timing/api/v1/report?include_team_members=true&timezone=UTC&{query}", token, 200);

    private static PreparedRequest Timely(long workspaceId, string since, string until, string? group, string? other, string token)
    {
        var groups = group is null ? "" : $$""","group_by":["{{group}}","{{other}}"]""";
        return PreparedRequest.Of(
            "POST", $"/timely/1.1/{workspaceId}/reports/filter", token, 200, $$"""{"since":"{{since}}","until":"{{until}}"{{groups}}}""");
    }
}
