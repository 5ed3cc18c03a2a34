using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Hosting;
using Polychron.EmbeddedHost.Invocation;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>Runs all timer functions.</summary>
internal sealed class TimerRunner(
    IReadOnlyList<ScheduledFunction> timers, ITableStore tables, BackgroundInvoker invoker, ILoggerFactory loggers, TimeProvider time)
    : DrainingService(loggers.CreateLogger("Polychron.Timers"))
{
    /// <inheritdoc />
    protected override Task Run(CancellationToken stopping, CancellationToken abandoning)
    {
        var logger = loggers.CreateLogger("Polychron.Timers");
        var statuses = new TimerStatusStore(tables);
        var now = time.GetUtcNow().UtcDateTime;
        return Task.WhenAll(timers.Select(timer =>
        {
            // As in the official host: what comes every few seconds is not worth a write each time, nor making up for.
            var monitored = timer.Trigger.UseMonitor && !timer.Schedule.ComesMoreThanOnceAMinute(now);
            return new TimerLoop(timer.Function, timer.Schedule, monitored ? statuses : null, invoker, logger, time).Run(stopping, abandoning);
        }));
    }
}
