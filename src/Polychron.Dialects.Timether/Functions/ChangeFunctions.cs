using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Polychron.Dialects.Query;
using Polychron.Dialects.Reads;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Wire;
using Polychron.Dialects.Timether.Wire.Changes;
using Polychron.Dialects.Timether.Wire.Lists;
using Polychron.UseCases.Access;
using Polychron.UseCases.Changes;
using Polychron.UseCases.Permissions;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Dialects.Timether.Functions;

/// <summary><c>changes</c>: what has changed since a record of the workspace's log, deletions included.</summary>
public sealed class ChangeFunctions(IWorkspaceLog log, IClock clock, CommitSignal commits)
{
    private const int DefaultLimit = 100;
    private const int MaxWaitSeconds = 20;

    // How often a waiting request looks for what other instances have committed: one range query each time. What this one
    // commits wakes it at once.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private static readonly string[] Parameters = ["after", "limit", "wait"];

    /// <summary>
    /// Reads changes in order. With <c>wait</c>, a request that finds none is answered as soon as there is one, or after that
    /// many seconds; it ends when its client leaves or the server stops.
    /// </summary>
    [Function("TimetherListChanges")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Changes)] HttpRequest request,
        CancellationToken cancellation) =>
        ReadRunner.RunAsync(request, async caller =>
        {
            var query = QueryBag.Of(request);
            ListQuery.RefuseOthers(query, Parameters);
            var after = query.WholeNumber("after", 0) ?? 0;
            var limit = (int)(query.WholeNumber("limit", 1, ReadChanges.MaxLimit) ?? DefaultLimit);
            var wait = query.WholeNumber("wait", 0, MaxWaitSeconds) ?? 0;
            query.ThrowIfInvalid();
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(cancellation, request.HttpContext.RequestAborted);
            var workspaceId = caller.Workspace.WorkspaceId;
            var commit = commits.Next(workspaceId);
            var (changes, page) = await ReadAsync(caller.Workspace, caller, after, limit, gone.Token).ConfigureAwait(false);
            var end = Task.Delay(TimeSpan.FromSeconds(wait), gone.Token);
            while (changes.Count == 0 && !end.IsCompleted)
            {
                // Records that the caller does not see are read on at once; only at the log's end is there anything to wait for.
                if (page.Next == page.Head)
                {
                    await Task.WhenAny(commit, end, Task.Delay(Pause, gone.Token)).ConfigureAwait(false);
                    gone.Token.ThrowIfCancellationRequested();
                }

                commit = commits.Next(workspaceId);
                var view = await log.OpenAsync(workspaceId, gone.Token).ConfigureAwait(false);
                (changes, page) = await ReadAsync(view, caller, page.Next, limit, gone.Token).ConfigureAwait(false);
            }

            return Reply.Ok(JsonBytes.Render((changes, page), static (json, found) =>
            {
                json.WriteStartObject();
                json.WriteStartArray("data"u8);
                foreach (var change in found.changes)
                {
                    change.Write(json, hasRecord: true);
                }

                json.WriteEndArray();
                json.WriteNumber("next"u8, found.page.Next);
                json.WriteNumber("head"u8, found.page.Head);
                json.WriteEndObject();
            }));
        });

    // A member whose role changes, or who is taken out, while the request waits sees what they now may.
    private async Task<(List<ChangeJson> Changes, ChangePage Page)> ReadAsync(
        IWorkspaceView view, Caller caller, long after, int limit, CancellationToken cancellation)
    {
        var member = Permit.Reader(view, caller.UserId);
        var page = await ReadChanges.RunAsync(log, view, member, after, limit, cancellation).ConfigureAwait(false);
        var viewer = Viewer.Of(view, member, clock.GetCurrentInstant());
        return ([.. page.Changes.Select(change => ChangeJson.Of(change, viewer)).OfType<ChangeJson>()], page);
    }
}
