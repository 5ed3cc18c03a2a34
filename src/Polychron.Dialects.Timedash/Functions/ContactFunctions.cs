using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Bodies;
using Polychron.Dialects.Timedash.Lists;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Clients;
using Polychron.UseCases.Clients;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary><c>contacts</c>.</summary>
public sealed class ContactFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Contact";

    /// <summary>Lists contacts, from memory.</summary>
    [Function("TimedashListContacts")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Contacts)] HttpRequest request) =>
        ReadRunner.RunAsync(request, caller =>
        {
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            var query = ListQuery<Client>.Read(request, Contacts.Resource, viewer);
            return ValueTask.FromResult(ListReply.Of(query, viewer, FindClient.Recent(caller.Workspace, isArchived: null)));
        });

    /// <summary>Creates a contact.</summary>
    [Function("TimedashCreateContact")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Contacts)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => ContactBody.Read(body, isNew: true),
            (changes, transaction) => ValueTask.FromResult(
                Shown(SaveClient.Create(transaction, changes), Viewer.Of(request.GetCaller(), transaction))));

    /// <summary>Shows a contact.</summary>
    [Function("TimedashShowContact")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Contact)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, caller => ValueTask.FromResult(Shown(
            FindClient.Run(caller.Workspace, RouteId.Parse(id, What)), Viewer.Of(caller, clock.GetCurrentInstant()))));

    /// <summary>Changes a contact by PUT: what is left out stays.</summary>
    [Function("TimedashReplaceContact")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Contact)] HttpRequest request, string id) =>
        UpdateAsync(request, id);

    /// <summary>Changes a contact by PATCH, which is the same.</summary>
    [Function("TimedashUpdateContact")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Contact)] HttpRequest request, string id) =>
        UpdateAsync(request, id);

    /// <summary>Deletes a contact; its agreements stay, without one.</summary>
    [Function("TimedashDeleteContact")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Contact)] HttpRequest request, string id)
    {
        var contactId = RouteId.Parse(id, What);
        return writes.RunAsync(request, transaction =>
        {
            DeleteClient.Run(transaction, contactId, Precondition(request));
            return ValueTask.FromResult(Reply.NoContent());
        });
    }

    private Task<IResult> UpdateAsync(HttpRequest request, string id)
    {
        var contactId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            static (body, _) => ContactBody.Read(body, isNew: false),
            (changes, transaction) => ValueTask.FromResult(Shown(
                SaveClient.Update(transaction, contactId, changes, Precondition(request)),
                Viewer.Of(request.GetCaller(), transaction))));
    }

    private static Reply Shown(Client client, Viewer viewer) =>
        Reply.Ok(Contacts.Resource.Render(client, viewer), Contacts.ETag(client));

    private static Func<Client, bool>? Precondition(HttpRequest request) =>
        RequestConditions.IfMatch(request) is { } matches ? client => matches(Contacts.ETag(client)) : null;
}
