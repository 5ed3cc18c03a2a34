using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Paging;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Dialects.Timing.Wire;
using Polychron.Dialects.Timing.Wire.Entries;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.UseCases.Entries;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timing.Functions;

/// <summary>"Time Entries", but for timers.</summary>
public sealed class TimeEntryFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Time entry";

    /// <summary>"List time entries".</summary>
    [Function("TimingListTimeEntries")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Entries)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = EntryListQuery.Parse(request);
            try
            {
                var page = await ListEntries.RunAsync(
                    caller.Workspace,
                    caller.Member,
                    query.Filter,
                    query.Page.Offset,
                    query.Page.Size,
                    request.HttpContext.RequestAborted);
                var view = new TimeEntryView(caller.Workspace.Picture, clock.GetCurrentInstant(), query.IncludeProjectData);
                return EntryListReply.Of(
                    page, query, view, new PageLinks(request, query.Query), RequestUrl.WithoutQuery(request));
            }
            catch (DomainException refused) when (FieldNames.IsAboutValues(refused))
            {
                throw FieldNames.OfFilter(refused);
            }
        });

    /// <summary>"Create time entry".</summary>
    [Function("TimingCreateTimeEntry")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Entries)] HttpRequest request) =>
        writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ToCreate(body, RequestZone.Of(request)),
            static async (command, transaction) =>
                TimeEntryReplies.Created(await CreateEntry.RunAsync(transaction, command), transaction));

    /// <summary>"Show time entry".</summary>
    [Function("TimingShowTimeEntry")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Entry)] HttpRequest request, string timeEntryId) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var entry = await FindEntry.RunAsync(
                caller.Workspace,
                caller.Member,
                RouteId.Parse(timeEntryId, What),
                OtherUser.Of(request),
                request.HttpContext.RequestAborted);
            return TimeEntryReplies.Shown(entry, caller.Workspace, clock.GetCurrentInstant());
        });

    /// <summary>"Update time entry" by PUT, which changes no more than PATCH does.</summary>
    [Function("TimingReplaceTimeEntry")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Entry)] HttpRequest request, string timeEntryId) =>
        UpdateAsync(request, timeEntryId);

    /// <summary>"Update time entry" by PATCH.</summary>
    [Function("TimingUpdateTimeEntry")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Entry)] HttpRequest request, string timeEntryId) =>
        UpdateAsync(request, timeEntryId);

    /// <summary>"Delete time entry".</summary>
    [Function("TimingDeleteTimeEntry")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Entry)] HttpRequest request, string timeEntryId)
    {
        var id = RouteId.Parse(timeEntryId, What);
        var namedUserId = OtherUser.Of(request);
        return writes.RunAsync(request, async transaction =>
        {
            await DeleteEntry.RunAsync(transaction, id, namedUserId, Precondition(request, transaction));
            return Reply.NoContent();
        });
    }

    /// <summary>"Batch update time entries".</summary>
    [Function("TimingBatchUpdateTimeEntries")]
    public Task<IResult> BatchUpdate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.BatchUpdate)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, _) => BatchBody.Parse(body),
            static async (command, transaction) =>
            {
                try
                {
                    return TimeEntryReplies.BatchUpdated(await UpdateEntries.RunAsync(transaction, command), transaction);
                }
                catch (DomainException refused) when (FieldNames.IsAboutValues(refused))
                {
                    throw FieldNames.OfBatch(refused);
                }
            });

    private Task<IResult> UpdateAsync(HttpRequest request, string timeEntryId)
    {
        var id = RouteId.Parse(timeEntryId, What);
        var namedUserId = OtherUser.Of(request);
        return writes.RunAsync(
            request,
            (body, _) => TimeEntryBody.ToUpdate(body, RequestZone.Of(request), id, namedUserId),
            async (command, transaction) => TimeEntryReplies.Updated(
                await UpdateEntry.RunAsync(
                    transaction, command with { Precondition = Precondition(request, transaction) }),
                transaction));
    }

    private static Func<Entry, bool>? Precondition(HttpRequest request, IWorkspaceTransaction transaction) =>
        RequestConditions.IfMatch(request) is { } matches
            ? entry => matches(TimeEntryETag.Of(entry, transaction.Picture))
            : null;
}
