using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Timing.Wire.Pages;
using Polychron.Dialects.Timing.Wire.Teams;
using Polychron.Dialects.Urls;
using Polychron.UseCases.Teams;

namespace Polychron.Dialects.Timing.Functions;

/// <summary>"Teams".</summary>
public sealed class TeamFunctions
{
    /// <summary>"List teams".</summary>
    [Function("TimingListTeams")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Teams)] HttpRequest request) =>
        ReadRunner.RunAsync(request, static caller =>
            ValueTask.FromResult(ListReply.Of(ListTeams.OfMember(caller.Workspace, caller.Member), TeamJson.Write)));

    /// <summary>"List team members".</summary>
    [Function("TimingListTeamMembers")]
    public Task<IResult> Members(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.TeamMembers)] HttpRequest request, string teamId) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(ListReply.Of(
            ListTeams.MembersOf(caller.Workspace, caller.Member, RouteId.Parse(teamId, "Team")), TeamJson.Write)));
}
