using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Teams;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Teams;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Teams;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Teams".</summary>
public sealed class TeamFunctions(WriteRunner writes, IClock clock)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;
    private const string What = "Team";

    /// <summary>"Create a team".</summary>
    [Function("TimelyCreateTeam")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Teams)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => TeamBody.Read(body),
            (changes, transaction) =>
                ValueTask.FromResult(Reply.Created(Render(request, transaction, SaveTeam.Create(transaction, changes)))));

    /// <summary>"List all teams".</summary>
    [Function("TimelyListTeams")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Teams)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var filter = query.Text("filter") ?? "all";
            if (filter is not ("all" or "mine"))
            {
                query.Fail("filter", "is invalid");
            }

            var isDescending = ListChoices.IsDescending(query, otherwise: false);
            var window = ListWindow.Read(query, DefaultCount, MaxCount);
            query.ThrowIfInvalid();
            var teams = caller.Workspace.Picture.Teams.Values
                .Where(team => filter == "all" || team.UserIds.Contains(caller.UserId))
                .OrderBy(team => team.Name, StringComparer.OrdinalIgnoreCase).ThenBy(team => team.Id);
            var page = window.Cut(request, query, [.. isDescending ? teams.Reverse() : teams]);
            return ValueTask.FromResult(Reply.Ok(Json.List(
                Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant()), page, TeamJson.Write)));
        });

    /// <summary>"Retrieve a team".</summary>
    [Function("TimelyShowTeam")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Team)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Reply.Ok(Json.One(
            Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant()),
            ListTeams.Find(caller.Workspace, RouteId.Parse(id, What)),
            TeamJson.Write))));

    /// <summary>"Update a team".</summary>
    [Function("TimelyUpdateTeam")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Team)] HttpRequest request, string id)
    {
        var teamId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => TeamBody.Read(body),
            (changes, transaction) =>
                ValueTask.FromResult(Reply.Ok(Render(request, transaction, SaveTeam.Update(transaction, teamId, changes)))));
    }

    /// <summary>"Delete a team".</summary>
    [Function("TimelyDeleteTeam")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Team)] HttpRequest request, string id)
    {
        var teamId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            SaveTeam.Delete(transaction, teamId);
            return ValueTask.FromResult(Json.Deleted);
        });
    }

    private static byte[] Render(HttpRequest request, IWorkspaceTransaction transaction, Team team) => Json.One(
        Viewer.Of(request, transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now), team, TeamJson.Write);
}
