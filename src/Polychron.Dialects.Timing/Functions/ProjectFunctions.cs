using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timing.Wire.Pages;
using Polychron.Dialects.Timing.Wire.Projects;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Projects;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timing.Functions;

/// <summary>"Projects".</summary>
public sealed class ProjectFunctions(WriteRunner writes, IRandomSource random)
{
    private const string What = "Project";

    /// <summary>"List projects hierarchically".</summary>
    [Function("TimingListProjectHierarchy")]
    public Task<IResult> Hierarchy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.ProjectHierarchy)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var forest = caller.Workspace.Picture.Projects;
            var roots = ListProjects.Run(caller.Workspace, caller.Member, ProjectListQuery.ParseTeam(request))
                .Where(project => project.ParentId is null);
            return ValueTask.FromResult(
                ListReply.Of(roots, (json, root) => ProjectJson.Write(json, forest, root, ChildrenForm.Whole)));
        });

    /// <summary>"List projects".</summary>
    [Function("TimingListProjects")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Projects)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = ProjectListQuery.Parse(request);
            var forest = caller.Workspace.Picture.Projects;
            var projects = ListProjects.Run(caller.Workspace, caller.Member, query.TeamId, query.Title, query.HideArchived);
            return ValueTask.FromResult(
                ListReply.Of(projects, (json, project) => ProjectJson.Write(json, forest, project, ChildrenForm.References)));
        });

    /// <summary>"Create project".</summary>
    [Function("TimingCreateProject")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Projects)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => ProjectBody.ToCreate(body),
            (command, transaction) =>
            {
                var project = CreateProject.Run(transaction, random, command);
                return ValueTask.FromResult(ProjectReplies.Created(project, transaction.Picture.Projects, request));
            });

    /// <summary>"Show project".</summary>
    [Function("TimingShowProject")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Project)] HttpRequest request, string projectId) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var project = FindProject.Run(caller.Workspace, caller.Member, RouteId.Parse(projectId, What));
            return ValueTask.FromResult(ProjectReplies.Ok(project, caller.Workspace.Picture.Projects, request));
        });

    /// <summary>"Update project" by PUT, which changes no more than PATCH does.</summary>
    [Function("TimingReplaceProject")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Project)] HttpRequest request, string projectId) =>
        UpdateAsync(request, projectId);

    /// <summary>"Update project" by PATCH.</summary>
    [Function("TimingUpdateProject")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Project)] HttpRequest request, string projectId) =>
        UpdateAsync(request, projectId);

    /// <summary>"Delete project", with all its children.</summary>
    [Function("TimingDeleteProject")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Project)] HttpRequest request, string projectId)
    {
        var id = RouteId.Parse(projectId, What);
        return writes.RunAsync(request, transaction =>
        {
            DeleteProject.Run(transaction, id, Precondition(request, transaction));
            return ValueTask.FromResult(Reply.NoContent());
        });
    }

    private Task<IResult> UpdateAsync(HttpRequest request, string projectId)
    {
        var id = RouteId.Parse(projectId, What);
        return writes.RunAsync(
            request,
            (body, _) => ProjectBody.ToUpdate(body, id),
            (command, transaction) =>
            {
                var project = UpdateProject.Run(
                    transaction, command with { Precondition = Precondition(request, transaction) });
                return ValueTask.FromResult(ProjectReplies.Ok(project, transaction.Picture.Projects, request));
            });
    }

    private static Func<Project, bool>? Precondition(HttpRequest request, IWorkspaceTransaction transaction) =>
        RequestConditions.IfMatch(request) is { } matches
            ? project => matches(ProjectETag.Of(project, transaction.Picture.Projects))
            : null;
}
