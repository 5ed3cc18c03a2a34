using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.UseCases.Ports.Operations;

namespace Polychron.Operator.Backups;

/// <summary>
/// Makes a backup when the schedule says so. What tells that one is due is the newest backup and not a memory of runs: one
/// that failed is tried again a minute later, and one that was missed is made up for.
/// </summary>
public sealed partial class ScheduledBackups(
    IBackups backups, BackupSchedule schedule, IHostApplicationLifetime lifetime, IClock clock, ILogger<ScheduledBackups> logger)
{
    /// <summary>Looks each minute whether one is due.</summary>
    [Function("MaintenanceBackup")]
    public async Task Run([TimerTrigger("40 * * * * *")] TimerInfo timer, CancellationToken cancellation)
    {
        if (!schedule.IsOn)
        {
            return;
        }

        try
        {
            var made = await backups.ListAsync(cancellation);
            if (schedule.IsDue(made.Count > 0 ? made[0].MadeAt : null, clock.GetCurrentInstant()))
            {
                var backup = await backups.MakeAsync(lifetime.ApplicationStopping);
                Made(backup.Name, backup.Bytes);
            }
        }
        catch (DomainException refusal)
        {
            Refused(refusal.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Made backup {Name} of {Bytes} bytes")]
    private partial void Made(string name, long bytes);

    [LoggerMessage(2, LogLevel.Error, "The scheduled backup was not made: {Reason}")]
    private partial void Refused(string reason);
}
