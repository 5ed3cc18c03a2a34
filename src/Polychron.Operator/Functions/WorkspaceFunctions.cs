using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Domain.Workspaces;
using Polychron.Operator.Wire;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Workspaces;

namespace Polychron.Operator.Functions;

/// <summary>Workspaces, for whoever runs the server.</summary>
public sealed class WorkspaceFunctions(IDirectory directory, IWorkspaceLog log, BodyReader bodies)
{
    private const int MaxText = 500;

    /// <summary>Creates a workspace with its owner.</summary>
    [Function("OperatorWorkspacesCreate")]
    public async Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/workspaces")] HttpRequest request,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        body.Require("name");
        body.Require("owner_user_id");
        var command = new CreateWorkspace.Command
        {
            Name = body.Text("name", MaxText).Or(null) ?? "",
            OwnerUserId = body.WholeNumber("owner_user_id", 1).Or(null) ?? 0,
            Plan = OperatorNames.Read(body, "plan", OperatorNames.Plans) ?? WorkspacePlan.Business,
            Currency = body.Text("currency", MaxText).Or(null) ?? "USD",
            TimeZone = body.Text("time_zone", MaxText).Or(null),
            WeekStart = OperatorNames.Read(body, "week_start", OperatorNames.Days) ?? IsoDayOfWeek.Monday,
        };
        body.ThrowIfInvalid();
        return OperatorReplies.Created((await CreateWorkspace.RunAsync(directory, log, command, cancellation)).Id);
    }

    /// <summary>Lists all workspaces.</summary>
    [Function("OperatorWorkspacesList")]
    public async Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "operator/workspaces")] HttpRequest request,
        CancellationToken cancellation)
    {
        var found = new List<Workspace>();
        IReadOnlyList<Workspace> page;
        do
        {
            page = await directory.ListWorkspacesAsync(
                found.Count == 0 ? 0 : found[^1].Id, TableLimits.MaxPageRows, cancellation);
            found.AddRange(page);
        }
        while (page.Count == TableLimits.MaxPageRows);
        return OperatorReplies.Ok(found);
    }

    /// <summary>Changes a workspace's plan and billing state.</summary>
    [Function("OperatorWorkspacesUpdate")]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = "operator/workspaces/{id:long}")] HttpRequest request,
        long id,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        var plan = OperatorNames.Read(body, "plan", OperatorNames.Plans);
        var state = OperatorNames.Read(body, "billing_state", OperatorNames.BillingStates);
        body.ThrowIfInvalid();
        return OperatorReplies.Ok(await UpdateWorkspace.RunAsync(
            directory,
            log,
            id,
            plan is { } newPlan ? Change<WorkspacePlan>.To(newPlan) : default,
            state is { } newState ? Change<BillingState>.To(newState) : default,
            cancellation));
    }
}
