using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Wire;
using Polychron.Dialects.Timely.Wire.Activities;
using Polychron.Dialects.Timely.Wire.Lists;
using Polychron.Domain.Log;
using Polychron.UseCases.Activities;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timely.Functions;

/// <summary>"Activities".</summary>
public sealed class ActivityFunctions(IWorkspaceLog log, IClock clock)
{
    private const int DefaultCount = 100;
    private const int MaxCount = 1_000;

    /// <summary>"Retrieve activities".</summary>
    [Function("TimelyListActivities")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Activities)] HttpRequest request) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = QueryBag.Of(request, ignoresBlank: true);
            var window = ListWindow.Read(query, DefaultCount, MaxCount);
            var asked = new ListActivities.Query
            {
                About = About(query),
                IsOldestFirst = !ListChoices.IsDescending(query, otherwise: true),
                Offset = window.Offset,
                Count = window.Count,
            };
            query.ThrowIfInvalid();
            if (AsksForReports(query))
            {
                return Reply.Ok("[]"u8.ToArray());
            }

            var page = await ListActivities
                .RunAsync(log, caller.Workspace, caller.Member, asked, request.HttpContext.RequestAborted)
                .ConfigureAwait(false);
            window.LinkNext(request, query, page.HasMore);
            return Reply.Ok(Json.List(
                Viewer.Of(request, caller.Workspace, caller.Member, clock.GetCurrentInstant()), page.Activities, ActivityJson.Write));
        });

    // The document tells of reports that were created and shared; here there are none to create.
    private static bool AsksForReports(QueryBag query) => query.Text("filter")?.ToLowerInvariant() is "report" or "reports";

    private static EntityKind? About(QueryBag query)
    {
        if (query.Text("filter") is not { Length: > 0 } word || word == "all" || AsksForReports(query))
        {
            return null;
        }

        if (ActivityNames.Read(word) is not { } kind)
        {
            query.Fail("filter", "is invalid");
            return null;
        }

        return kind;
    }
}
