using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Reports;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Reports;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Reports". They read, also where they are posted.</summary>
public sealed class ReportFunctions(BodyReader bodies, BudgetMeter meter, IClock clock)
{
    /// <summary>The most groups in an answer: some 20 MB of JSON.</summary>
    private const int MaxGroups = 10_000;

    /// <summary>"All Reports": clients with their projects.</summary>
    [Function("TimelyListReports")]
    public Task<IResult> All(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Reports)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var (query, _, _, _) = await ReadAsync(request, caller).ConfigureAwait(false);
            var (report, viewer) = await SumAsync(request, caller, query, ReportGroups.Clients).ConfigureAwait(false);
            return Reply.Ok(Json.One(viewer, report.Clients!, ReportJson.WriteClients));
        });

    /// <summary>"Filter reports": totals and groups, or events. Clients also send it as GET.</summary>
    [Function("TimelyFilterReports")]
    public Task<IResult> Filter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = Routes.FilteredReports)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var asked = await ReadAsync(request, caller).ConfigureAwait(false);
            if (asked.IsOfEvents)
            {
                return await ListAsync(request, caller, asked).ConfigureAwait(false);
            }

            var (report, viewer) = await SumAsync(request, caller, asked.Query, asked.Groups).ConfigureAwait(false);
            return Reply.Ok(Json.One(viewer, report, ReportJson.Write));
        });

    private async ValueTask<ReportRequest> ReadAsync(HttpRequest request, Caller caller)
    {
        var body = HttpMethods.IsPost(request.Method)
            ? await bodies.ReadAsync(request, BodyRules.Optional, request.HttpContext.RequestAborted).ConfigureAwait(false)
            : null;
        return ReportRequest.Read(
            new ReportInput(body, QueryBag.Of(request, ignoresBlank: true)),
            Zones.Stored(caller.Workspace.Picture.Workspace?.TimeZone ?? "UTC"),
            clock.GetCurrentInstant());
    }

    private async ValueTask<(Report Report, Viewer Viewer)> SumAsync(
        HttpRequest request, Caller caller, SumEntries.Query query, ReportGroups groups)
    {
        query = query with { Unit = groups.HasFlag(ReportGroups.Days) ? CalendarUnit.Day : CalendarUnit.Month };
        var cells = await SumEntries
            .RunAsync(caller.Workspace, caller.Member, query, request.HttpContext.RequestAborted)
            .ConfigureAwait(false);
        var report = Report.Of(caller.Workspace.Picture, cells, groups);
        if (report.Size > MaxGroups)
        {
            throw RequestException.Invalid("group_by", $"asks for {report.Size} groups, more than {MaxGroups}: filter, or group by less");
        }

        var viewer = await Viewer
            .OfAsync(request, caller.Workspace, caller.Member, clock.GetCurrentInstant(), meter, report.Projects)
            .ConfigureAwait(false);
        return (report, viewer);
    }

    private async ValueTask<Reply> ListAsync(HttpRequest request, Caller caller, ReportRequest asked)
    {
        var (events, hasMore) = await SumEntries
            .ListAsync(
                caller.Workspace, caller.Member, asked.Query, asked.Window.Offset, asked.Window.Count,
                request.HttpContext.RequestAborted)
            .ConfigureAwait(false);
        asked.Window.LinkNext(request, QueryBag.Of(request), hasMore && !HttpMethods.IsPost(request.Method));
        var viewer = await Viewer
            .OfEntriesAsync(request, caller.Workspace, caller.Member, clock.GetCurrentInstant(), meter, events)
            .ConfigureAwait(false);
        return Reply.Ok(Json.List(viewer, events, EventJson.Write));
    }
}
