using Polychron.EmbeddedHost.Discovery;

namespace Polychron.EmbeddedHost.Timers;

/// <summary>A timer function with its schedule.</summary>
/// <param name="Function">The function.</param>
/// <param name="Trigger">Its trigger.</param>
/// <param name="Schedule">The schedule, with settings resolved.</param>
internal sealed record ScheduledFunction(FunctionDescriptor Function, TimerFunctionTrigger Trigger, TimerSchedule Schedule);
