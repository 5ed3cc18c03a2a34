using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Clients;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Clients;
using Polychron.UseCases.Clients;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Clients".</summary>
public sealed class ClientFunctions(WriteRunner writes, IClock clock)
{
    private const int MaxCount = 10_000;

    /// <summary>"Create a client".</summary>
    [Function("TimelyCreateClient")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Clients)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => ClientBody.Read(body),
            (changes, transaction) => ValueTask.FromResult(Written(request, transaction, SaveClient.Create(transaction, changes))));

    /// <summary>"List all clients".</summary>
    [Function("TimelyListClients")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Clients)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var isArchived = ListChoices.State(query, query.Has("show") ? "show" : "filter", "archived", otherwise: false);
            var isDescending = ListChoices.IsDescending(query, otherwise: true);
            var window = ListWindow.Read(query, MaxCount, MaxCount);
            query.ThrowIfInvalid();
            var clients = FindClient.Recent(caller.Workspace, isArchived);
            var page = window.Cut(request, query, [.. isDescending ? clients : clients.Reverse()]);
            var viewer = Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(Json.List(
                viewer, page, static (json, viewer, client) => ClientJson.Write(json, viewer, client, hasReferences: true))));
        });

    /// <summary>"Show client".</summary>
    [Function("TimelyShowClient")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Client)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var client = FindClient.Run(caller.Workspace, RouteId.Parse(id, "Client"));
            var viewer = Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant());
            return ValueTask.FromResult(Reply.Ok(Json.One(
                viewer, client, static (json, viewer, client) => ClientJson.Write(json, viewer, client, hasReferences: true))));
        });

    /// <summary>"Update a client".</summary>
    [Function("TimelyUpdateClient")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Client)] HttpRequest request, string id)
    {
        var clientId = RouteId.Parse(id, "Client");
        return writes.RunAsync(
            request,
            static (body, _) => ClientBody.Read(body),
            (changes, transaction) =>
                ValueTask.FromResult(Written(request, transaction, SaveClient.Update(transaction, clientId, changes))));
    }

    private static Reply Written(HttpRequest request, IWorkspaceTransaction transaction, Client client)
    {
        var viewer = Viewer.Of(request, transaction, Permit.Reader(transaction, transaction.ActorId), transaction.Now);
        return Reply.Ok(Json.One(viewer, client, static (json, viewer, client) => ClientJson.Write(json, viewer, client)));
    }
}
