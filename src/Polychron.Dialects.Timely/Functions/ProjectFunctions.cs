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
using Polychron.Dialects.Timely.Wire.Projects;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Members;
using Polychron.Domain.Projects;
using Polychron.Domain.Time;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Projects".</summary>
public sealed class ProjectFunctions(
    WriteRunner writes, BodyReader bodies, IWorkspaceLog log, BudgetMeter meter, IClock clock)
{
    private const int MaxCount = 10_000;
    private const string What = "Project";

    /// <summary>"Create a project".</summary>
    [Function("TimelyCreateProject")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Projects)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, caller) => ProjectBody.ToCreate(body, caller),
            async (settings, transaction) =>
            {
                var project = CreateManagedProject.Run(transaction, settings);
                return Reply.Created(await RenderAsync(request, transaction, project).ConfigureAwait(false));
            });

    /// <summary>"List all projects".</summary>
    [Function("TimelyListProjects")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Projects)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var window = ListWindow.Read(query, MaxCount, MaxCount);
            var page = window.Cut(request, query, ProjectListQuery.Run(query, caller, Zones.Stored(caller.Member.TimeZone)));
            var viewer = await Viewer
                .OfAsync(request, caller.Workspace, caller.Member, clock.GetCurrentInstant(), meter, page)
                .ConfigureAwait(false);
            return Reply.Ok(Json.List(viewer, page, static (json, viewer, project) => ProjectJson.Write(json, viewer, project)));
        });

    /// <summary>"Retrieve a project".</summary>
    [Function("TimelyShowProject")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Project)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var project = FindManagedProject.Run(caller.Workspace, caller.Member, RouteId.Parse(id, What));
            return Reply.Ok(await RenderAsync(request, caller.Workspace, caller.Member, clock.GetCurrentInstant(), project)
                .ConfigureAwait(false));
        });

    /// <summary>"Update a project", by default also the rates of its hours.</summary>
    [Function("TimelyUpdateProject")]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Project)] HttpRequest request, string id)
    {
        var projectId = RouteId.Parse(id, What);
        var caller = request.GetCaller();
        if (caller.Workspace.Picture.ProjectTallies.GetValueOrDefault(projectId)?.Count > RerateEntries.MaxInWrite)
        {
            await RerateRunner.PrepareAsync(
                request,
                bodies,
                log,
                body => ProjectBody.ToUpdate(body, caller, projectId),
                static command => command.Settings.MayRerate && command.Rerate != RerateScope.None,
                UpdateManagedProject.PrepareAsync).ConfigureAwait(false);
        }

        return await writes.RunAsync(
            request,
            (body, _) => ProjectBody.ToUpdate(body, caller, projectId),
            async (command, transaction) =>
            {
                var project = await UpdateManagedProject.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Ok(await RenderAsync(request, transaction, project).ConfigureAwait(false));
            }).ConfigureAwait(false);
    }

    /// <summary>"Delete a project". Its hours stay, without a project.</summary>
    [Function("TimelyDeleteProject")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Project)] HttpRequest request, string id)
    {
        var projectId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            DeleteProject.RunManaged(transaction, projectId);
            return ValueTask.FromResult(Json.Deleted);
        });
    }

    private ValueTask<byte[]> RenderAsync(HttpRequest request, IWorkspaceTransaction transaction, Project project) =>
        RenderAsync(request, transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now, project);

    private async ValueTask<byte[]> RenderAsync(
        HttpRequest request, IWorkspaceView view, Member member, Instant now, Project project)
    {
        var viewer = await Viewer.OfAsync(request, view, member, now, meter, [project]).ConfigureAwait(false);
        var (first, last) = await FindLoggedDays.RunAsync(view, project.Id, request.HttpContext.RequestAborted)
            .ConfigureAwait(false);
        return JsonBytes.Render(
            (viewer, project, days: new LoggedDays(first, last)),
            static (json, one) => ProjectJson.Write(json, one.viewer, one.project, one.days));
    }
}
