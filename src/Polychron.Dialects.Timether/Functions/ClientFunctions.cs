using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Clients;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Clients;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>clients</c>.</summary>
public sealed class ClientFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Client";

    /// <summary>Lists clients.</summary>
    [Function("TimetherListClients")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Clients)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(ClientJson.List.Page(
            request, Viewer.Of(caller, clock.GetCurrentInstant()), caller.Workspace.Picture.Clients.Values)));

    /// <summary>Creates a client.</summary>
    [Function("TimetherCreateClient")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Clients)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => ClientJson.Read(body, isNew: true),
            static (changes, transaction) =>
            {
                var client = SaveClient.Create(transaction, changes);
                var viewer = Viewer.Of(transaction);
                return ValueTask.FromResult(Reply.Created(ClientJson.Render(viewer, client), ClientJson.ETag(client, viewer)));
            });

    /// <summary>Shows a client.</summary>
    [Function("TimetherShowClient")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Client)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var client = FindClient.Run(caller.Workspace, RouteId.Parse(id, What));
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(ClientJson.Render(viewer, client), ClientJson.ETag(client, viewer)));
        });

    /// <summary>Changes a client; what is left out stays.</summary>
    [Function("TimetherUpdateClient")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Client)] HttpRequest request, string id)
    {
        var clientId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => ClientJson.Read(body, isNew: false),
            (changes, transaction) =>
            {
                var viewer = Viewer.Of(transaction);
                IfMatch.Require(request, ClientJson.ETag(FindClient.Run(transaction, clientId), viewer));
                var client = SaveClient.Update(transaction, clientId, changes);
                return ValueTask.FromResult(Reply.Ok(ClientJson.Render(viewer, client), ClientJson.ETag(client, viewer)));
            });
    }

    /// <summary>Deletes a client; its projects stay, without one.</summary>
    [Function("TimetherDeleteClient")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Client)] HttpRequest request, string id)
    {
        var clientId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            IfMatch.Require(request, ClientJson.ETag(FindClient.Run(transaction, clientId), Viewer.Of(transaction)));
            DeleteClient.Run(transaction, clientId);
            return ValueTask.FromResult(Reply.NoContent());
        });
    }
}
