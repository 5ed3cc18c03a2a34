using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Polychron.EmbeddedHost.Discovery;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>Registers what runs timer functions.</summary>
internal static class TimerServices
{
    /// <summary>Reads the schedules and adds the runner.</summary>
    /// <exception cref="FunctionDeclarationException">A schedule cannot be read or never comes, or there is no table store.</exception>
    public static void Add(IServiceCollection services, IReadOnlyList<FunctionDescriptor> functions, IConfiguration settings)
    {
        var timers = new List<ScheduledFunction>();
        var problems = new List<string>();
        foreach (var function in functions)
        {
            if (function.Trigger is not TimerFunctionTrigger trigger)
            {
                continue;
            }

            try
            {
                var schedule = TimerSchedule.Parse(trigger.Schedule, settings);
                if (schedule.Next(DateTime.UnixEpoch) == DateTime.MaxValue)
                {
                    throw new FormatException($"its schedule '{trigger.Schedule}' never comes");
                }

                timers.Add(new ScheduledFunction(function, trigger, schedule));
            }
            catch (FormatException bad)
            {
                problems.Add($"Function '{function.Name}' ({function.EntryPoint}): {bad.Message}.");
            }
        }

        if (timers.Count > 0 && !services.Any(service => service.ServiceType == typeof(ITableStore)))
        {
            problems.Add($"Function '{timers[0].Function.Name}' ({timers[0].Function.EntryPoint}): timers are remembered in the table store, but no {nameof(ITableStore)} is registered as a service.");
        }

        if (problems.Count > 0)
        {
            throw new FunctionDeclarationException(problems);
        }

        if (timers.Count > 0)
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<TimerRunner>(provider, timers));
        }
    }
}
