using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Dialects.Timether.Wire.Entries;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>time_entries</c>: those of everyone whom the caller sees.</summary>
public sealed class TimeEntryFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Time entry";

    /// <summary>Lists entries, the latest start first unless asked otherwise.</summary>
    [Function("TimetherListTimeEntries")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Entries)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var (list, query) = TimeEntryListQuery.Read(request, caller);
            var (entries, next) = await PageEntries.RunAsync(
                caller.Workspace, caller.Member, query, request.HttpContext.RequestAborted).ConfigureAwait(false);
            return ListReply.Of(
                entries,
                next is { } position ? list.CursorBehind(TimeEntryListQuery.Key(position), position.Id) : null,
                Viewer.Of(caller, clock.GetCurrentInstant()),
                TimeEntryJson.Write);
        });

    /// <summary>Creates an entry; owners and managers also for a colleague. It takes the user's internal cost of this moment.</summary>
    [Function("TimetherCreateTimeEntry")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Entries)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ReadNew(TimetherBody.Read(body, TimeEntryBody.Key), RequestZone.Of(request)),
            static async (command, transaction) => TimeEntryReplies.Created(
                await CreateEntry.RunAsync(transaction, command).ConfigureAwait(false), transaction));

    /// <summary>Shows an entry.</summary>
    [Function("TimetherShowTimeEntry")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Entry)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller => TimeEntryReplies.Shown(
            await FindEntry.VisibleAsync(
                caller.Workspace, caller.Member, RouteId.Parse(id, What), request.HttpContext.RequestAborted).ConfigureAwait(false),
            Viewer.Of(caller, clock.GetCurrentInstant())));

    /// <summary>Changes an entry; what is left out stays.</summary>
    [Function("TimetherUpdateTimeEntry")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", "put", Route = Routes.Entry)] HttpRequest request, string id)
    {
        var entryId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ReadChanges(TimetherBody.Read(body, TimeEntryBody.Key), RequestZone.Of(request)),
            async (changes, transaction) => TimeEntryReplies.Changed(
                await UpdateEntry.RunAsync(transaction, new UpdateEntry.Command
                {
                    Id = entryId,
                    AllowOtherUsers = true,
                    Changes = changes,
                    Precondition = TimeEntryReplies.Precondition(request, transaction),
                }).ConfigureAwait(false),
                transaction));
    }

    /// <summary>Deletes an entry.</summary>
    [Function("TimetherDeleteTimeEntry")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Entry)] HttpRequest request, string id)
    {
        var entryId = RouteId.Parse(id, What);
        return writes.RunAsync(request, async transaction =>
        {
            await DeleteEntry.OfAnyUserAsync(transaction, entryId, TimeEntryReplies.Precondition(request, transaction))
                .ConfigureAwait(false);
            return Reply.NoContent();
        });
    }

    /// <summary>Creates, changes and deletes up to 100 entries in one write.</summary>
    [Function("TimetherBatchTimeEntries")]
    public Task<IResult> Batch(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.EntryBatch)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => BatchBody.Read(body, RequestZone.Of(request)),
            static async (batch, transaction) => await BatchRunner.RunAsync(transaction, batch).ConfigureAwait(false));
}
