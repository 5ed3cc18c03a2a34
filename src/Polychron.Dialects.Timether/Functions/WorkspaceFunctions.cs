using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Dialects.Timether.Wire.Workspaces;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Workspaces;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>workspaces</c>: those that the token's user is in; the one of the request alone can be looked at and changed.</summary>
public sealed class WorkspaceFunctions(WriteRunner writes, IDirectory directory, IWorkspaceLog log, IClock clock)
{
    private const string Current = "current";
    private const string What = "Workspace";
    private static readonly string[] Sorts = ["id"];

    /// <summary>Lists the workspaces that the caller can work in, each as it is shown to them there.</summary>
    [Function("TimetherListWorkspaces")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Workspaces)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = ListQuery.Read(request, Sorts, [], DateTimeZone.Utc, hasUpdatedAfter: false);
            query.Query.ThrowIfInvalid();
            var (accounts, next) = await ListAccounts.PageAsync(
                directory, log, caller.UserId, query.IsDescending, query.Cursor?.Id, query.Limit, request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            var now = clock.GetCurrentInstant();
            return ListReply.Of(
                accounts,
                next is { } last ? query.CursorBehind(new SortKey(last), last) : null,
                Viewer.Of(caller, now),
                (json, _, account) => WorkspaceJson.Write(
                    json, Viewer.Of(account.View, account.Member, now), account.View.Picture.Workspace!));
        });

    /// <summary>Shows the workspace of the request, by its id or as <c>current</c>.</summary>
    [Function("TimetherShowWorkspace")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Workspace)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            RequireCurrent(id, caller.Workspace);
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            var workspace = viewer.Picture.Workspace!;
            return ValueTask.FromResult(Reply.Ok(WorkspaceJson.Render(viewer, workspace), WorkspaceJson.ETag(workspace, viewer)));
        });

    /// <summary>Changes the workspace's settings and its rules for entries; what is left out stays.</summary>
    [Function("TimetherUpdateWorkspace")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Workspace)] HttpRequest request, string id) =>
        writes.RunAsync(
            request,
            (body, caller) =>
            {
                RequireCurrent(id, caller.Workspace);
                return WorkspaceJson.Read(body);
            },
            (command, transaction) =>
            {
                IfMatch.Require(request, WorkspaceJson.ETag(transaction.Picture.Workspace!, Viewer.Of(transaction)));
                var workspace = SaveWorkspaceSettings.Run(transaction, command);
                var viewer = Viewer.Of(transaction);
                return ValueTask.FromResult(Reply.Ok(WorkspaceJson.Render(viewer, workspace), WorkspaceJson.ETag(workspace, viewer)));
            });

    // Requests work in the workspace of their header: another one is not there, whether the caller is in it or not.
    private static void RequireCurrent(string id, IWorkspaceView view)
    {
        if (id != Current && RouteId.Parse(id, What) != view.WorkspaceId)
        {
            throw DomainException.NotFound(What);
        }
    }
}
