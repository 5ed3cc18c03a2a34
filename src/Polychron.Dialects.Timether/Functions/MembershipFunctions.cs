using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Memberships;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>workspace_memberships</c>: who is in the workspace, as what, and for owners and managers what they cost.</summary>
public sealed class MembershipFunctions(WriteRunner writes, IDirectory directory, IClock clock)
{
    private const string What = "User";

    /// <summary>Lists memberships, those of people who left included.</summary>
    [Function("TimetherListMemberships")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Memberships)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(MembershipJson.List.Page(
            request, Viewer.Of(caller, clock.GetCurrentInstant()), caller.Workspace.Picture.Members.Values)));

    /// <summary>Takes somebody into the workspace by their e-mail address.</summary>
    [Function("TimetherCreateMembership")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Memberships)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => MembershipBody.ReadInvitation(body),
            async (command, transaction) =>
            {
                var member = await InviteMember.RunAsync(directory, transaction, command).ConfigureAwait(false);
                var viewer = Viewer.Of(transaction);
                return Reply.Created(MembershipJson.Render(viewer, member), MembershipJson.ETag(member, viewer));
            });

    /// <summary>Shows a membership.</summary>
    [Function("TimetherShowMembership")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Membership)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var member = ListMembers.Find(caller.Workspace, RouteId.Parse(id, What));
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(MembershipJson.Render(viewer, member), MembershipJson.ETag(member, viewer)));
        });

    /// <summary>
    /// Changes a membership ("Updating member capacity and internal cost"); what is left out stays. Entries that are there keep
    /// what they were created with.
    /// </summary>
    [Function("TimetherUpdateMembership")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Membership)] HttpRequest request, string id)
    {
        var userId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            (body, _) => MembershipBody.ReadUpdate(body, userId),
            async (asked, transaction) =>
            {
                RequireMatch(request, transaction, userId);
                var change = asked.Over(ListMembers.Find(transaction, userId), Viewer.Of(transaction));
                if (change.Planning is { } planning)
                {
                    UpdatePlanning.Run(transaction, planning);
                }

                if (change.Member is { } command)
                {
                    await UpdateMember.RunAsync(transaction, command).ConfigureAwait(false);
                }

                var member = ListMembers.Find(transaction, userId);
                var viewer = Viewer.Of(transaction);
                return Reply.Ok(MembershipJson.Render(viewer, member), MembershipJson.ETag(member, viewer));
            });
    }

    /// <summary>Takes a member out of the workspace; their entries stay.</summary>
    [Function("TimetherDeleteMembership")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Membership)] HttpRequest request, string id)
    {
        var userId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            RequireMatch(request, transaction, userId);
            RemoveMember.Run(transaction, userId);
            return ValueTask.FromResult(Reply.NoContent());
        });
    }

    private static void RequireMatch(HttpRequest request, IWorkspaceTransaction transaction, long userId)
    {
        IfMatch.Require(request, MembershipJson.ETag(ListMembers.Find(transaction, userId), Viewer.Of(transaction)));
    }
}
