using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Projects;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;
using Polychron.UseCases.Rates;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>projects</c>.</summary>
public sealed class ProjectFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Project";

    /// <summary>Lists the projects that the caller sees.</summary>
    [Function("TimetherListProjects")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Projects)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(ProjectJson.List.Page(
            request, Viewer.Of(caller, clock.GetCurrentInstant()), ListProjects.InSight(caller.Workspace, caller.Member))));

    /// <summary>Creates a project.</summary>
    [Function("TimetherCreateProject")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Projects)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => ProjectBody.Read(body, isNew: true),
            static (settings, transaction) =>
            {
                var project = CreateManagedProject.Run(transaction, settings);
                var viewer = Viewer.Of(transaction);
                return ValueTask.FromResult(Reply.Created(ProjectJson.Render(viewer, project), ProjectJson.ETag(project, viewer)));
            });

    /// <summary>Shows a project.</summary>
    [Function("TimetherShowProject")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Project)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var project = FindProject.Run(caller.Workspace, caller.Member, RouteId.Parse(id, What));
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(ProjectJson.Render(viewer, project), ProjectJson.ETag(project, viewer)));
        });

    /// <summary>Changes a project; what is left out stays. Entries that are there keep their rates.</summary>
    [Function("TimetherUpdateProject")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Project)] HttpRequest request, string id)
    {
        var projectId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            (body, _) => new UpdateManagedProject.Command
            {
                Id = projectId,
                Settings = ProjectBody.Read(body, isNew: false),
                IsAnyInSight = true,
                Rerate = RerateScope.None,
            },
            async (command, transaction) =>
            {
                RequireMatch(request, transaction, projectId);
                var project = await UpdateManagedProject.RunAsync(transaction, command).ConfigureAwait(false);
                var viewer = Viewer.Of(transaction);
                return Reply.Ok(ProjectJson.Render(viewer, project), ProjectJson.ETag(project, viewer));
            });
    }

    /// <summary>Deletes a project with all below it; their entries stay, without one.</summary>
    [Function("TimetherDeleteProject")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Project)] HttpRequest request, string id)
    {
        var projectId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            RequireMatch(request, transaction, projectId);
            DeleteProject.RunManaged(transaction, projectId, isAnyInSight: true);
            return ValueTask.FromResult(Reply.NoContent());
        });
    }

    private static void RequireMatch(HttpRequest request, IWorkspaceTransaction transaction, long projectId)
    {
        var project = FindProject.Run(transaction, Permit.Writer(transaction), projectId);
        IfMatch.Require(request, ProjectJson.ETag(project, Viewer.Of(transaction)));
    }
}
