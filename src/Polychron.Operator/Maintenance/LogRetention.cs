using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Operator.Maintenance;

/// <summary>
/// Deletes records that are older than the configured time, never past the checkpoint of a follower. It is off unless a time
/// is configured: activities, the history of things and synchronisation from an old state end where the records do.
/// </summary>
public sealed partial class LogRetention(
    RetentionOptions options,
    IDirectory directory,
    IWorkspaceLog workspaces,
    IEnumerable<ILogConsumer> consumers,
    IQueueStore queues,
    IClock clock,
    ILogger<LogRetention> logger)
{
    /// <summary>The queue with the ids of the workspaces whose logs are trimmed.</summary>
    public const string Queue = "trim-log";

    /// <summary>Asks for every workspace's log to be trimmed, at 03:47 UTC.</summary>
    [Function("MaintenanceTrimAsk")]
    public async Task Ask([TimerTrigger("0 47 3 * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        long after = 0;
        while (options.Keep is not null)
        {
            var page = await directory.ListWorkspacesAsync(after, TableLimits.MaxPageRows, cancellation);
            foreach (var workspace in page)
            {
                await queues.EnqueueAsync(Queue, workspace.Id.ToString(CultureInfo.InvariantCulture), cancellation: cancellation);
                after = workspace.Id;
            }

            if (page.Count < TableLimits.MaxPageRows)
            {
                return;
            }
        }
    }

    /// <summary>Trims one workspace's log.</summary>
    [Function("MaintenanceTrim")]
    public async Task Trim([QueueTrigger(Queue)] string message, CancellationToken cancellation)
    {
        if (options.Keep is not { } keep)
        {
            return;
        }

        var workspaceId = long.Parse(message, NumberStyles.None, CultureInfo.InvariantCulture);
        var upTo = long.MaxValue;
        foreach (var consumer in consumers)
        {
            upTo = Math.Min(upTo, await consumer.CheckpointAsync(workspaceId, cancellation));
        }

        var deleted = await workspaces.TrimAsync(workspaceId, upTo, clock.GetCurrentInstant() - keep, cancellation);
        if (deleted > 0)
        {
            Trimmed(deleted, workspaceId);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Deleted {Count} old records of workspace {WorkspaceId}")]
    private partial void Trimmed(long count, long workspaceId);
}
