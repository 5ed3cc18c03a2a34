using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Reports;
using Polychron.Domain.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>reports</c>: sums over the time entries of a range of days, as JSON or CSV.</summary>
public sealed class ReportFunctions(IWorkspaceLog log, IClock clock)
{
    private const string By = "by";
    private const string GroupBy = "group_by";

    /// <summary>Tracked and expected time by member and week. For owners and managers.</summary>
    [Function("TimetherReportUtilization")]
    public Task<IResult> Utilization(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Reports + "/utilization")] HttpRequest request) =>
        RunAsync(
            request,
            [],
            static caller => PlanningPermit.RequireCapacity(caller.Member),
            static _ => CalendarUnit.Week,
            static (_, viewer, query, cells) => ReportTables.Utilization(viewer, query, cells));

    /// <summary>Internal cost of billable and non-billable time, by member or project. For owners and managers.</summary>
    [Function("TimetherReportCostBreakdown")]
    public Task<IResult> CostBreakdown(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Reports + "/cost_breakdown")] HttpRequest request) =>
        RunAsync(
            request,
            [By],
            static caller => PlanningPermit.RequireCost(caller.Member),
            static _ => CalendarUnit.Month,
            static (query, viewer, _, cells) => ReportTables.CostBreakdown(
                ReportGroup.Of(query.Text(By) ?? "member", viewer.Picture), cells),
            "member",
            "project");

    /// <summary>Revenue, internal cost and margin by project or client. For owners and managers.</summary>
    [Function("TimetherReportProfitability")]
    public Task<IResult> Profitability(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Reports + "/profitability")] HttpRequest request) =>
        RunAsync(
            request,
            [By],
            static caller => PlanningPermit.RequireCost(caller.Member),
            static _ => CalendarUnit.Month,
            static (query, viewer, _, cells) => ReportTables.Profitability(viewer, query.Text(By) ?? "project", cells),
            "project",
            "client");

    /// <summary>Time by any two of member, project, client, tag, day, week, month and billing status.</summary>
    [Function("TimetherReportSummary")]
    public Task<IResult> Summary(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Reports + "/summary")] HttpRequest request) =>
        RunAsync(
            request,
            [GroupBy],
            static _ => { },
            static query => Groups(query).Any(name => name is "day" or "week") ? CalendarUnit.Day : CalendarUnit.Month,
            static (query, viewer, _, cells) => ReportTables.Summary(
                viewer, [.. Groups(query).Select(name => ReportGroup.Of(name, viewer.Picture))], cells));

    private Task<IResult> RunAsync(
        HttpRequest request,
        string[] own,
        Action<Caller> permit,
        Func<QueryBag, CalendarUnit> unit,
        Func<QueryBag, Viewer, ReportQuery, IReadOnlyList<Cell>, Table> make,
        params string[] choices) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            permit(caller);
            var query = ReportQuery.Read(request, caller, own);
            CheckOwn(query.Query, own, choices);
            query.Query.ThrowIfInvalid();
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            var etag = ReportReply.ETag(request, viewer);
            request.HttpContext.Response.Headers.Vary = HeaderNames.Accept;
            if (RequestConditions.NoneMatchNames(request, etag))
            {
                // It is known what it would be without reading any entry.
                return Reply.Ok(default, etag);
            }

            var sums = query.Sums with { Unit = unit(query.Query) };
            var cells = await SumExactly.RunAsync(
                log, caller.Workspace, caller.Member, sums, request.HttpContext.RequestAborted).ConfigureAwait(false);
            var table = make(query.Query, viewer, query, cells);
            return table.Rows.Count <= Table.MaxRows
                ? ReportReply.Of(request, query, viewer, table, etag)
                : throw RequestException.Invalid("to", $"The report would have more than {Table.MaxRows} rows: ask for fewer days, filter, or group by less.");
        });

    private static void CheckOwn(QueryBag query, string[] own, string[] choices)
    {
        if (choices.Length > 0 && query.Text(By, 20) is { } by && !choices.Contains(by))
        {
            query.Fail(By, $"must be {string.Join(" or ", choices)}.");
        }

        if (own.Contains(GroupBy))
        {
            var groups = Groups(query);
            if (groups.Count is 0 or > 2 || groups.Distinct(StringComparer.Ordinal).Count() != groups.Count || !groups.All(ReportGroup.Names.Contains))
            {
                query.Fail(GroupBy, $"must be one or two different ones of {string.Join(", ", ReportGroup.Names)}, with a comma between them.");
            }
        }
    }

    private static IReadOnlyList<string> Groups(QueryBag query) =>
        query.Texts(GroupBy, 10, 60) is not { } texts ? ["project"]
        : [.. texts.SelectMany(text => text.Split(','))];
}
