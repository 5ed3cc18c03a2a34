using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Changes;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.Domain.Log;
using Polychron.UseCases.Changes;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>audit_log</c>: who changed what, the latest first. For owners and managers.</summary>
public sealed class AuditLogFunctions(IWorkspaceLog log, IClock clock)
{
    private static readonly string[] Sorts = ["-sequence"];
    private static readonly string[] Filters = ["actor_id", "resource", "id"];

    /// <summary>Lists records of the workspace's log.</summary>
    [Function("TimetherListAuditLog")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.AuditLog)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var list = ListQuery.Read(request, Sorts, Filters, DateTimeZone.Utc, hasUpdatedAfter: false);
            var matches = ReadFilter(list.Query);
            list.Query.ThrowIfInvalid();
            var (records, next) = await ReadAuditLog.RunAsync(
                log, caller.Workspace, caller.Member, list.Cursor?.Id, list.Limit, matches, request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            var viewer = Viewer.Of(caller, clock.GetCurrentInstant());
            return ListReply.Of(
                records.Select(record => ChangeJson.Of(VisibleChange.Of(caller.Workspace, caller.Member, record), viewer))
                    .OfType<ChangeJson>(),
                next is { } below ? list.CursorBehind(new SortKey(below), below) : null,
                viewer,
                static (json, _, change) => change.Write(json, hasRecord: false));
        });

    private static Func<LogRecord, bool>? ReadFilter(QueryBag query)
    {
        var actor = query.WholeNumber("actor_id", 1);
        var id = query.WholeNumber("id", 1);
        var resource = query.Text("resource", 60);
        if (resource is not null && !ResourceJson.Names.Contains(resource))
        {
            query.Fail("resource", $"must be one of {string.Join(", ", ResourceJson.Names)}.");
        }

        return actor is null && id is null && resource is null
            ? null
            : record => (actor is null || record.ActorId == actor)
                && (id is null || record.Subject.Id == id)
                && (resource is null || ResourceJson.NameOf(record.Subject.Kind) == resource);
    }
}
