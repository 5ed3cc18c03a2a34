using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Urls;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>Lists of "Events".</summary>
public sealed class EventListFunctions(IWorkspaceLog log, BudgetMeter meter, IClock clock)
{
    /// <summary>"List all events".</summary>
    [Function("TimelyListEvents")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Events)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            return ListAsync(request, caller, query, EventListQuery.OfAccount(query, Zone(caller)));
        });

    /// <summary>"List all events for a project".</summary>
    [Function("TimelyListProjectEvents")]
    public Task<IResult> ListOfProject(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.ProjectEvents)] HttpRequest request,
        string projectId) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var project = FindManagedProject.Run(caller.Workspace, caller.Member, RouteId.Parse(projectId, "Project"));
            var query = QueryBag.Of(request, ignoresBlank: true);
            return ListAsync(request, caller, query, EventListQuery.OfProject(query, Zone(caller), project.Id));
        });

    /// <summary>"List all events for a user".</summary>
    [Function("TimelyListUserEvents")]
    public Task<IResult> ListOfUser(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.UserEvents)] HttpRequest request,
        string userId) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var user = FindTimesheetUser.ToRead(caller.Workspace, caller.Member, EventUser.Parse(userId, caller.UserId));
            var query = QueryBag.Of(request, ignoresBlank: true);
            return ListAsync(request, caller, query, EventListQuery.OfUser(query, Zone(caller), user.Id));
        });

    private async ValueTask<Reply> ListAsync(HttpRequest request, Caller caller, QueryBag query, EventListQuery list)
    {
        var (entries, hasMore) = await ListOrderedEntries.RunAsync(
            log, caller.Workspace, caller.Member, list.Filter, list.Order, list.Window.Offset, list.Window.Count,
            request.HttpContext.RequestAborted).ConfigureAwait(false);
        list.Window.LinkNext(request, query, hasMore);
        var viewer = await Viewer
            .OfEntriesAsync(request, caller.Workspace, caller.Member, clock.GetCurrentInstant(), meter, entries)
            .ConfigureAwait(false);
        return Reply.Ok(Json.List(viewer, entries, EventJson.Write));
    }

    private static DateTimeZone Zone(Caller caller) => Zones.Stored(caller.Workspace.Picture.Workspace?.TimeZone ?? "UTC");
}
