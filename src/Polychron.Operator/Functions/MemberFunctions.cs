using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Bodies;
using Polychron.Domain.Billing;
using Polychron.Operator.Wire;
using Polychron.UseCases;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Teams;
using Polychron.UseCases.Workspaces;

namespace Polychron.Operator.Functions;

/// <summary>Members and teams of workspaces, for whoever runs the server.</summary>
public sealed class MemberFunctions(IDirectory directory, IWorkspaceLog log, BodyReader bodies)
{
    private const int MaxText = 500;

    /// <summary>Puts a user into a workspace or changes their role.</summary>
    [Function("OperatorMembersSet")]
    public async Task<IResult> Set(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "operator/workspaces/{id:long}/members/{userId:long}")]
        HttpRequest request,
        long id,
        long userId,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        body.Require("role");
        var role = OperatorNames.Read(body, "role", OperatorNames.Roles);
        var status = OperatorNames.Read(body, "default_billing_status", OperatorNames.DefaultBillingStatuses);
        body.ThrowIfInvalid();
        await SetMember.RunAsync(
            directory,
            log,
            new SetMember.Command(id, userId, role)
            {
                DefaultBillingStatus = body.Has("default_billing_status") ? Change<BillingStatus?>.To(status) : default,
            },
            cancellation);
        return OperatorReplies.NoContent();
    }

    /// <summary>Takes a user out of a workspace; what they tracked stays.</summary>
    [Function("OperatorMembersRemove")]
    public async Task<IResult> Remove(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "operator/workspaces/{id:long}/members/{userId:long}")]
        HttpRequest request,
        long id,
        long userId,
        CancellationToken cancellation)
    {
        await SetMember.RunAsync(directory, log, new SetMember.Command(id, userId, null), cancellation);
        return OperatorReplies.NoContent();
    }

    /// <summary>Creates a team of members.</summary>
    [Function("OperatorTeamsCreate")]
    public async Task<IResult> CreateTeamIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operator/workspaces/{id:long}/teams")] HttpRequest request,
        long id,
        CancellationToken cancellation)
    {
        var body = (await bodies.ReadAsync(request, cancellation: cancellation)).Read();
        body.Require("name");
        var command = new CreateTeam.Command(
            body.Text("name", MaxText).Or(null) ?? "",
            body.WholeNumbers("user_ids", CreateTeam.MaxUsers, 1).Or(null) ?? [],
            OperatorNames.Read(body, "default_billing_status", OperatorNames.DefaultBillingStatuses));
        body.ThrowIfInvalid();
        return OperatorReplies.Created((await AddTeam.RunAsync(directory, log, id, command, cancellation)).Id);
    }
}
