using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Projects.Settings;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Events" by their project.</summary>
public sealed class ProjectEventFunctions(WriteRunner writes, BudgetMeter meter)
{
    private const string What = "Project";

    /// <summary>"Create an event for a project".</summary>
    [Function("TimelyCreateProjectEvent")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ProjectEvents)] HttpRequest request, string projectId)
    {
        var project = RouteId.Parse(projectId, What);
        return writes.RunAsync(
            request,
            (body, caller) => EventBody.ToCreate(body, caller, projectId: project),
            async (command, transaction) =>
            {
                FindManagedProject.Run(transaction, Permit.Writer(transaction), project);
                var entry = await CreateEntry.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Created(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
            });
    }

    /// <summary>"Loggedin user updating details and project of their event": the project of the path becomes the event's.</summary>
    [Function("TimelyUpdateProjectEvent")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.ProjectEvent)] HttpRequest request,
        string projectId,
        string id)
    {
        var project = RouteId.Parse(projectId, What);
        var eventId = RouteId.Parse(id, "Event");
        return writes.RunAsync(
            request,
            (body, caller) => EventBody.ToUpdate(body, caller, eventId, projectId: project),
            async (command, transaction) =>
            {
                FindManagedProject.Run(transaction, Permit.Writer(transaction), project);
                var entry = await UpdateEntry.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Ok(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
            });
    }
}
