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
    /// <summary>Sweeps the marks of the minutes that have ended, a quarter of a minute into each.</summary>
    [Function("MaintenanceSweepNews")]
    public async Task Sweep([TimerTrigger("15 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        while (true)
        {
            var marks = await news.ReadAsync(TableLimits.MaxPageRows, cancellation);
            foreach (var workspaceId in marks.Select(mark => mark.WorkspaceId).Distinct())
            {
                foreach (var queue in consumers.Select(consumer => consumer.WakeQueue).OfType<string>())
                {
                    await queues.EnqueueAsync(
                        queue, workspaceId.ToString(CultureInfo.InvariantCulture), cancellation: cancellation);
                }
            }

            // Messages first: whoever dies in between sends them again the next minute.
            await news.ForgetAsync(marks, cancellation);
            if (marks.Count < TableLimits.MaxPageRows)
            {
                return;
            }
        }
    }
}
