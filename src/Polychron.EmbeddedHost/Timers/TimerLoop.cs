using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Discovery;
using Polychron.EmbeddedHost.Invocation;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>Runs one timer function by its schedule, one run after the other.</summary>
internal sealed partial class TimerLoop(
    FunctionDescriptor function, TimerSchedule schedule, TimerStatusStore? statuses, BackgroundInvoker invoker, ILogger logger, TimeProvider time)
{
    /// <summary>How long a wait lasts before the wall clock is looked at anew: waits do not notice a clock that is set.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private ScheduleStatus? status;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Runs until stopped, then ends when the run under way has.</summary>
    public async Task Run(CancellationToken stopping, CancellationToken abandoning)
    {
        try
        {
            status = await Load(stopping).ConfigureAwait(false);
            var plan = new TimerPlan(schedule, status, Now);
            if (plan.Missed || ((TimerFunctionTrigger)function.Trigger).RunOnStartup)
            {
                await RunOnce(plan, Now, plan.Missed, abandoning).ConfigureAwait(false);
            }
            else if (status is null)
            {
                await Save(plan).ConfigureAwait(false);
            }

            while (!stopping.IsCancellationRequested)
            {
                if (plan.IsDue(Now))
                {
                    await RunOnce(plan, plan.Next, plan.IsPastDue(Now), abandoning).ConfigureAwait(false);
                    continue;
                }

                var wait = plan.Next - Now;
                wait = wait > LongestWait ? LongestWait : wait < ShortestWait ? ShortestWait : wait;
                await Task.Delay(wait, time, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while it waited.
        }
    }

    private async Task RunOnce(TimerPlan plan, DateTime occurrence, bool isPastDue, CancellationToken abandoning)
    {
        var info = new TimerInfo { ScheduleStatus = status, IsPastDue = isPastDue };
        await invoker.Run(function, info, abandoning).ConfigureAwait(false);
        plan.Ran(occurrence, Now);

        // Remembered after the run, also after one that failed: killed in between, the host makes up for it at its start.
        if (!abandoning.IsCancellationRequested)
        {
            await Save(plan).ConfigureAwait(false);
        }
    }

    private async Task<ScheduleStatus?> Load(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return statuses is null ? null : await statuses.Load(function.Name, stopping).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever the store's trouble is: without the status a missed occurrence would be forgotten.
            catch (Exception error) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotLoaded(error, function.Name);
            }

            await Task.Delay(RetryAfter, time, stopping).ConfigureAwait(false);
        }
    }

    private async Task Save(TimerPlan plan)
    {
        if (statuses is null)
        {
            return;
        }

        try
        {
            status = plan.ToStatus(Now);
            await statuses.Save(function.Name, status, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The next run writes it; until then a restart would run the timer once more than needed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotSaved(error, function.Name);
        }
    }

    [LoggerMessage(40, LogLevel.Warning, "What is remembered of timer {Function} could not be read; trying again")]
    private partial void NotLoaded(Exception error, string function);

    [LoggerMessage(41, LogLevel.Warning, "The last run of timer {Function} could not be remembered")]
    private partial void NotSaved(Exception error, string function);
}
