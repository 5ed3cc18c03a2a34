using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Errors;
using Polychron.Rollups.Cells;
using Polychron.Rollups.Checkpoints;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Rollups.Functions;

/// <summary>Rebuilds a workspace's cells, when the operator asks for it or cells were found wrong, and tells how they are.</summary>
public sealed class RebuildFunctions(
    Rebuilder rebuilder, IWorkspaceLog log, IRollupStore store, IEnumerable<ILogConsumer> consumers, IQueueStore queues)
{
    /// <summary>The queue with the ids of workspaces to rebuild.</summary>
    public const string Queue = "rollup-rebuild";

    private const string Route = "operator/workspaces/{id:long}/rollups";

    /// <summary>Tells how far a workspace's cells are, and what verification found.</summary>
    [Function("OperatorRollupsShow")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        long id,
        CancellationToken cancellation)
    {
        var status = await RollupStatus.ReadAsync(log, store, consumers, id, cancellation);
        return status?.ToResult(StatusCodes.Status200OK) ?? throw NotFound();
    }

    /// <summary>Asks for a rebuild of all cells from the entries. It goes on in the background, and reports stay exact meanwhile.</summary>
    [Function("OperatorRollupsRebuild")]
    public async Task<IResult> Ask(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route + "/rebuild")] HttpRequest request,
        long id,
        CancellationToken cancellation)
    {
        // Who asks before the workspace is opened: an id that was never one leaves no trace.
        if (await RollupStatus.ReadAsync(log, store, consumers, id, cancellation) is null
            || !await rebuilder.BeginAsync(id, cancellation))
        {
            throw NotFound();
        }

        await queues.EnqueueAsync(Queue, RollupMessage.Of(id), cancellation: cancellation);
        var status = await RollupStatus.ReadAsync(log, store, consumers, id, cancellation);
        return status!.ToResult(StatusCodes.Status202Accepted);
    }

    /// <summary>Rebuilds one month and asks for the next: others get their turns in between.</summary>
    [Function("RollupRebuild")]
    public async Task Rebuild([QueueTrigger(Queue)] string message, CancellationToken cancellation)
    {
        if (await rebuilder.StepAsync(RollupMessage.Parse(message), cancellation))
        {
            await queues.EnqueueAsync(Queue, message, cancellation: cancellation);
        }
    }

    private static RequestException NotFound() => new(RequestErrorKind.NotFound, "Not found.");
}
