using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Operator.Maintenance;

/// <summary>
/// Deletes stored replies that have expired. A timer puts a message for each workspace into a queue, so that a large one
/// holds up no other; a message that is lost costs nothing but a day, one that comes twice finds nothing to do.
/// </summary>
public sealed partial class PurgeReplies(
    IDirectory directory, IWorkspaceLog workspaces, IQueueStore queues, ILogger<PurgeReplies> logger)
{
    /// <summary>The queue with the ids of the workspaces to purge.</summary>
    public const string Queue = "purge-replies";

    /// <summary>Asks for a purge of every workspace, at 03:17 UTC.</summary>
    [Function("MaintenancePurgeAsk")]
    public async Task Ask([TimerTrigger("0 17 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        long after = 0;
        while (true)
        {
            var page = await directory.ListWorkspacesAsync(after, TableLimits.MaxPageRows, cancellation);
            foreach (var workspace in page)
            {
                await queues.EnqueueAsync(
                    Queue, workspace.Id.ToString(CultureInfo.InvariantCulture), cancellation: cancellation);
                after = workspace.Id;
            }

            if (page.Count < TableLimits.MaxPageRows)
            {
                return;
            }
        }
    }

    /// <summary>Purges one workspace.</summary>
    [Function("MaintenancePurge")]
    public async Task Purge([QueueTrigger(Queue)] string message, CancellationToken cancellation)
    {
        var workspaceId = long.Parse(message, NumberStyles.None, CultureInfo.InvariantCulture);
        var purged = await workspaces.PurgeRepliesAsync(workspaceId, cancellation);
        if (purged > 0)
        {
            Purged(purged, workspaceId);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Deleted {Count} expired replies of workspace {WorkspaceId}")]
    private partial void Purged(int count, long workspaceId);
}
