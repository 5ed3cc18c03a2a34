using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;
using Polychron.UseCases.Timers;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Events" of the caller and by their ids; timers.</summary>
public sealed class EventFunctions(WriteRunner writes, BudgetMeter meter, IClock clock)
{
    private const string What = "Event";

    /// <summary>"Create an event".</summary>
    [Function("TimelyCreateEvent")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Events)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, caller) => EventBody.ToCreate(body, caller),
            async (command, transaction) =>
            {
                var entry = await CreateEntry.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Created(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
            });

    /// <summary>"Retrieve an event".</summary>
    [Function("TimelyShowEvent")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Event)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var entry = await FindEntry
                .VisibleAsync(caller.Workspace, caller.Member, RouteId.Parse(id, What), request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            return Reply.Ok(await EventReplies
                .OneAsync(request, caller.Workspace, caller.Member, clock.GetCurrentInstant(), meter, entry)
                .ConfigureAwait(false));
        });

    /// <summary>"Update an event".</summary>
    [Function("TimelyUpdateEvent")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Event)] HttpRequest request, string id)
    {
        var eventId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            (body, caller) => EventBody.ToUpdate(body, caller, eventId),
            async (command, transaction) =>
            {
                var entry = await UpdateEntry.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Ok(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
            });
    }

    /// <summary>"Delete an event".</summary>
    [Function("TimelyDeleteEvent")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Event)] HttpRequest request, string id)
    {
        var eventId = RouteId.Parse(id, What);
        return writes.RunAsync(request, async transaction =>
        {
            await DeleteEntry.OfAnyUserAsync(transaction, eventId).ConfigureAwait(false);
            return Json.Deleted;
        });
    }

    /// <summary>"Start timer on an event", which stops the user's other one.</summary>
    [Function("TimelyStartEvent")]
    public Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.StartEvent)] HttpRequest request, string id)
    {
        var eventId = RouteId.Parse(id, What);
        return writes.RunAsync(request, async transaction =>
        {
            var entry = await ResumeTimer.RunAsync(transaction, eventId, TimelyDialect.Prefix).ConfigureAwait(false);
            return Reply.Ok(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
        });
    }

    /// <summary>"Stop timer on an event".</summary>
    [Function("TimelyStopEvent")]
    public Task<IResult> Stop(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.StopEvent)] HttpRequest request, string id)
    {
        var eventId = RouteId.Parse(id, What);
        return writes.RunAsync(request, async transaction =>
        {
            var entry = await StopTimer.OfEntryAsync(transaction, eventId, TimelyDialect.Prefix).ConfigureAwait(false);
            return Reply.Ok(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
        });
    }
}
