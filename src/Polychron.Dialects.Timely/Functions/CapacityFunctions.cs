using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Users;
using Polychron.Dialects.Urls;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"UserCapacities".</summary>
public sealed class CapacityFunctions(IClock clock)
{
    /// <summary>"Retrieve capacities". A capacity counts for all time, so the dates leave none out.</summary>
    [Function("TimelyListCapacities")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Capacities)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var ids = ListChoices.Ids(query, "user_ids");
            var zone = Zones.Stored(caller.Member.TimeZone);
            _ = query.Moment("since", zone);
            _ = query.Moment("until", zone);
            query.ThrowIfInvalid();
            var members = ListMembers.Recent(caller.Workspace, isActive: true)
                .Where(member => ids is null || ids.Contains(member.Id))
                .OrderBy(member => member.Id);
            return ValueTask.FromResult(Reply.Ok(Json.List(ViewerOf(request, caller), members, CapacityJson.WriteItem)));
        });

    /// <summary>"Retrieve user's capacities".</summary>
    [Function("TimelyShowCapacities")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.UserCapacities)] HttpRequest request, string userId) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Reply.Ok(Json.One(
            ViewerOf(request, caller),
            ListMembers.Find(caller.Workspace, userId == "current" ? caller.UserId : RouteId.Parse(userId, "User")),
            CapacityJson.Write))));

    private Viewer ViewerOf(HttpRequest request, Caller caller) =>
        Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant());
}
