namespace Polychron.EmbeddedHost.Discovery;

/// <summary>What makes a function run.</summary>
internal abstract record FunctionTrigger;

/// <summary>An HTTP request.</summary>
/// <param name="Methods">The methods in upper case; empty: every method.</param>
/// <param name="Route">The route template below the prefix of host.json, without a slash at its start.</param>
internal sealed record HttpFunctionTrigger(IReadOnlyList<string> Methods, string Route) : FunctionTrigger;

/// <summary>A message of a queue.</summary>
/// <param name="Queue">The queue's name.</param>
internal sealed record QueueFunctionTrigger(string Queue) : FunctionTrigger;

/// <summary>A schedule.</summary>
/// <param name="Schedule">The expression, or a setting's name between percent signs.</param>
/// <param name="RunOnStartup">Whether to run at every start, too.</param>
/// <param name="UseMonitor">Whether to remember the last run.</param>
internal sealed record TimerFunctionTrigger(string Schedule, bool RunOnStartup, bool UseMonitor) : FunctionTrigger;
