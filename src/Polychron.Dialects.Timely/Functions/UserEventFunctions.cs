using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire.Events;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Projects;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Events" by their user.</summary>
public sealed class UserEventFunctions(WriteRunner writes, BudgetMeter meter)
{
    /// <summary>"Create an event for another user".</summary>
    [Function("TimelyCreateUserEvent")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.UserEvents)] HttpRequest request, string userId)
    {
        var user = EventUser.Parse(userId, request.GetCaller().UserId);
        return writes.RunAsync(
            request,
            (body, caller) => EventBody.ToCreate(body, caller, userId: user),
            async (command, transaction) =>
            {
                FindTimesheetUser.ToWrite(transaction, user);
                var entry = await CreateEntry.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Created(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
            });
    }

    /// <summary>"Logged in user updating details and user of an event": the user of the path becomes the event's.</summary>
    [Function("TimelyUpdateUserEvent")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.UserEvent)] HttpRequest request,
        string userId,
        string id)
    {
        var user = EventUser.Parse(userId, request.GetCaller().UserId);
        var eventId = RouteId.Parse(id, "Event");
        return writes.RunAsync(
            request,
            (body, caller) => EventBody.ToUpdate(body, caller, eventId, userId: user),
            async (command, transaction) =>
            {
                FindTimesheetUser.ToWrite(transaction, user);
                var entry = await UpdateEntry.RunAsync(transaction, command).ConfigureAwait(false);
                return Reply.Ok(await EventReplies.OneAsync(request, transaction, meter, entry).ConfigureAwait(false));
            });
    }
}
