using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Users;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Members;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Rates;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Users".</summary>
public sealed class UserFunctions(
    WriteRunner writes, BodyReader bodies, IWorkspaceLog log, IDirectory directory, IClock clock)
{
    private const int DefaultCount = 10;
    private const int MaxCount = 10_000;
    private const string What = "User";

    /// <summary>"Create/Invite a user".</summary>
    [Function("TimelyInviteUser")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Users)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, caller) => UserBody.ToInvite(body, caller),
            async (command, transaction) =>
            {
                var member = await InviteMember.RunAsync(directory, transaction, command).ConfigureAwait(false);
                return Reply.Ok(Render(request, transaction, member));
            });

    /// <summary>"List all users".</summary>
    [Function("TimelyListUsers")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Users)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var isDeleted = ListChoices.State(query, "filter", "deleted", otherwise: false);
            var isDescending = ListChoices.IsDescending(query, otherwise: true);
            var window = ListWindow.Read(query, DefaultCount, MaxCount);
            query.ThrowIfInvalid();
            var members = ListMembers.Recent(caller.Workspace, !isDeleted);
            var page = window.Cut(request, query, [.. isDescending ? members : members.Reverse()]);
            return ValueTask.FromResult(Reply.Ok(Json.List(
                ViewerOf(request, caller), page, static (json, viewer, member) => UserJson.Write(json, viewer, member))));
        });

    /// <summary>"Retrieve a user".</summary>
    [Function("TimelyShowUser")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.User)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var member = ListMembers.Find(caller.Workspace, RouteId.Parse(id, What));
            var picture = caller.Workspace.Picture;
            var active = picture.Projects.All.Count(project => !project.IsArchived && Permit.WorksIn(picture, member, project));
            return ValueTask.FromResult(Reply.Ok(JsonBytes.Render(
                (viewer: ViewerOf(request, caller), member, active),
                static (json, one) => UserJson.Write(json, one.viewer, one.member, one.active))));
        });

    /// <summary>"Retrieve current user".</summary>
    [Function("TimelyShowCurrentUser")]
    public Task<IResult> Current(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.CurrentUser)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Reply.Ok(Json.One(
            ViewerOf(request, caller), caller.Member, static (json, viewer, member) => UserJson.Write(json, viewer, member)))));

    /// <summary>"Update a user", by default also the rates of their hours.</summary>
    [Function("TimelyUpdateUser")]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.User)] HttpRequest request, string id)
    {
        var caller = request.GetCaller();
        var userId = id == "current" ? caller.UserId : RouteId.Parse(id, What);
        if (caller.Workspace.Picture.UserTallies.GetValueOrDefault(userId)?.Count > RerateEntries.MaxInWrite)
        {
            await RerateRunner.PrepareAsync(
                request,
                bodies,
                log,
                body => UserBody.ToUpdate(body, caller, userId),
                static command => command.Changes.MayRerate && command.Rerate != RerateScope.None,
                UpdateMember.PrepareAsync).ConfigureAwait(false);
        }

        return await writes.RunAsync(
            request,
            (body, _) => UserBody.ToUpdate(body, caller, userId),
            async (command, transaction) =>
            {
                var member = await UpdateMember.RunAsync(transaction, command).ConfigureAwait(false);
                if (command.Name is not null && userId == transaction.ActorId)
                {
                    await RenameUser.RunAsync(directory, userId, member.Name).ConfigureAwait(false);
                }

                return Reply.Ok(Render(request, transaction, member));
            }).ConfigureAwait(false);
    }

    /// <summary>"Delete a user": takes them out of the account; their hours stay.</summary>
    [Function("TimelyDeleteUser")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.User)] HttpRequest request, string id)
    {
        var userId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            RemoveMember.Run(transaction, userId);
            return ValueTask.FromResult(Json.Deleted);
        });
    }

    private static byte[] Render(HttpRequest request, IWorkspaceTransaction transaction, Member member) => Json.One(
        Viewer.Of(request, transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now),
        member,
        static (json, viewer, member) => UserJson.Write(json, viewer, member));

    private Viewer ViewerOf(HttpRequest request, Caller caller) =>
        Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant());
}
