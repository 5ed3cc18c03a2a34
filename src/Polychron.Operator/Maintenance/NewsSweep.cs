using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Operator.Maintenance;

/// <summary>
/// Wakes those who follow the logs of workspaces that were written in the last minute: a message for each workspace and
/// follower, so that a large one holds up no other.
/// </summary>
public sealed class NewsSweep(IWorkspaceNews news, IEnumerable<ILogConsumer> consumers, IQueueStore queues)
{
    /// <summary>
    /// How many messages are sent at once. One after the other, those of ten thousand workspaces take longer than the minute;
    /// some more at once are more than a queue takes, some 2,000 a second together with what its receivers do.
    /// </summary>
    private const int AtOnce = 8;

    /// <summary>Sweeps the marks of the minutes that have ended, a quarter of a minute into each.</summary>
    [Function("MaintenanceSweepNews")]
    public async Task Sweep([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        var listening = consumers.Select(consumer => consumer.WakeQueue).OfType<string>().ToList();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        while (true)
        {
            var marks = await news.ReadAsync(TableLimits.MaxPageRows, cancellation);
            await Parallel.ForEachAsync(
                from workspaceId in marks.Select(mark => mark.WorkspaceId).Distinct()
                from queue in listening
                select (Queue: queue, Message: workspaceId.ToString(CultureInfo.InvariantCulture)),
                options,
                async (wake, token) => await queues.EnqueueAsync(wake.Queue, wake.Message, cancellation: token));

            // Messages first: whoever dies in between sends them again the next minute.
            await news.ForgetAsync(marks, cancellation);
            if (marks.Count < TableLimits.MaxPageRows)
            {
                return;
            }
        }
    }
}
