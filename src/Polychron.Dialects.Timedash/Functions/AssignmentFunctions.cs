using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Conditional;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Bodies;
using Polychron.Dialects.Timedash.Lists;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Dialects.Timedash.Resources;
using Polychron.Dialects.Urls;
using Polychron.Dialects.Writes;
using Polychron.Domain.Entries;
using Polychron.Domain.Errors;
using Polychron.Domain.Time;
using Polychron.UseCases.Access;
using Polychron.UseCases.Entries;

namespace Polychron.Dialects.Timedash.Functions;

/// <summary><c>assignments</c>.</summary>
public sealed class AssignmentFunctions(WriteRunner writes, IClock clock)
{
    private const string What = "Assignment";

    /// <summary>Lists the assignments that the caller sees (see <see cref="SearchEntries"/> for what it costs).</summary>
    [Function("TimedashListAssignments")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Assignments)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            var query = ListQuery<Entry>.Read(request, Assignments.Resource, viewer);
            if (AssignmentSearch.Of(query, viewer) is not { } search)
            {
                return ListReply.Of<Entry>(query, viewer, [], 0);
            }

            try
            {
                var page = await SearchEntries.RunAsync(caller.Workspace, caller.Member, search, request.HttpContext.RequestAborted);
                return ListReply.Of(query, viewer, page.Entries, page.Total);
            }
            catch (DomainException refused) when (refused.Kind == DomainErrorKind.TooLarge)
            {
                throw new RequestException(
                    RequestErrorKind.Conflict,
                    $"This list would look at more than {SearchEntries.MaxExamined} assignments. Filter it by user, agreement, contact or day of timestamp.");
            }
        });

    /// <summary>Creates an assignment.</summary>
    [Function("TimedashCreateAssignment")]
    public Task<IResult> Create(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Assignments)] HttpRequest request) =>
        writes.RunAsync(
            request,
            static (body, caller) => AssignmentBody.ToCreate(body, Zone(caller)),
            async (command, transaction) => Shown(
                await SaveAsync(() => CreateEntry.RunAsync(transaction, command)), Viewer.Of(request.GetCaller(), transaction)));

    /// <summary>Shows an assignment.</summary>
    [Function("TimedashShowAssignment")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Assignment)] HttpRequest request, string id) =>
        ReadRunner.RunAsync(request, async caller => Shown(
            await FindEntry.VisibleAsync(
                caller.Workspace, caller.Member, RouteId.Parse(id, What), request.HttpContext.RequestAborted),
            Viewer.Of(caller, clock.GetCurrentInstant())));

    /// <summary>Changes an assignment by PUT: what is left out stays.</summary>
    [Function("TimedashReplaceAssignment")]
    public Task<IResult> Replace(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Assignment)] HttpRequest request, string id) =>
        UpdateAsync(request, id);

    /// <summary>Changes an assignment by PATCH, which is the same.</summary>
    [Function("TimedashUpdateAssignment")]
    public Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "patch", Route = Routes.Assignment)] HttpRequest request, string id) =>
        UpdateAsync(request, id);

    /// <summary>Deletes an assignment.</summary>
    [Function("TimedashDeleteAssignment")]
    public Task<IResult> Delete(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Assignment)] HttpRequest request, string id)
    {
        var assignmentId = RouteId.Parse(id, What);
        return writes.RunAsync(request, async transaction =>
        {
            await DeleteEntry.OfAnyUserAsync(
                transaction, assignmentId, Precondition(request, Viewer.Of(request.GetCaller(), transaction)));
            return Reply.NoContent();
        });
    }

    private Task<IResult> UpdateAsync(HttpRequest request, string id)
    {
        var assignmentId = RouteId.Parse(id, What);
        return writes.RunAsync(
            request,
            (body, caller) => AssignmentBody.ToUpdate(body, Zone(caller), assignmentId),
            async (update, transaction) =>
            {
                var entry = await SaveAsync(() => UpdateEntry.RunAsync(transaction, update.Command with
                {
                    Precondition = Precondition(request, Viewer.Of(request.GetCaller(), transaction)),
                }));
                var viewer = Viewer.Of(request.GetCaller(), transaction);
                return !update.HasNoAgreement || Assignments.Agreement(entry, viewer) is null
                    ? Shown(entry, viewer)
                    : throw RequestException.Invalid("agreement", "The agreement field must not be null.");
            });
    }

    private static async ValueTask<Entry> SaveAsync(Func<ValueTask<Entry>> write)
    {
        try
        {
            return await write();
        }
        catch (DomainException refused) when (LabelRefusal.Is(refused))
        {
            throw LabelRefusal.Of(refused);
        }
    }

    private static Reply Shown(Entry entry, Viewer viewer)
    {
        var body = Assignments.Resource.Render(entry, viewer);
        var etag = Assignments.ETag(entry, viewer);
        return entry.IsRunning ? Reply.OkMoving(body, etag) : Reply.Ok(body, etag);
    }

    private static DateTimeZone Zone(Caller caller) => Zones.Stored(caller.Workspace.Picture.Workspace?.TimeZone ?? "UTC");

    private static Func<Entry, bool>? Precondition(HttpRequest request, Viewer viewer) =>
        RequestConditions.IfMatch(request) is { } matches ? entry => matches(Assignments.ETag(entry, viewer)) : null;
}
