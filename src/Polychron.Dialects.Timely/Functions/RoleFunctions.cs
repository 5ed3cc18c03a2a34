using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Timely.Wire.Permissions;
using Polychron.Dialects.Urls;
using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Users;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Roles" and "Permissions".</summary>
public sealed class RoleFunctions(IClock clock)
{
    /// <summary>"List roles".</summary>
    [Function("TimelyListRoles")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Roles)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
            ValueTask.FromResult(Reply.Ok(Json.List(ViewerOf(request, caller), TimelyRole.All, RoleJson.Write))));

    /// <summary>"Retrieve current user's permissions".</summary>
    [Function("TimelyShowCurrentPermissions")]
    public Task<IResult> Current(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.CurrentPermissions)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
            ValueTask.FromResult(Reply.Ok(Json.One(ViewerOf(request, caller), caller.Member, PermissionJson.Write))));

    /// <summary>"Retrieve user's permissions by id".</summary>
    [Function("TimelyShowPermissions")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.UserPermissions)] HttpRequest request, string userId) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var member = ListMembers.Find(caller.Workspace, RouteId.Parse(userId, "User"));
            return ManagePermit.SeesProfile(caller.Member, member.Id)
                ? ValueTask.FromResult(Reply.Ok(Json.One(ViewerOf(request, caller), member, PermissionJson.Write)))
                : throw DomainException.Forbidden("You may not see what other users may do.");
        });

    private Viewer ViewerOf(HttpRequest request, Caller caller) =>
        Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant());
}
