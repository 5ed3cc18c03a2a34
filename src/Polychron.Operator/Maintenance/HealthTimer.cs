using Microsoft.Azure.Functions.Worker;
using Polychron.Operator.Health;

namespace Polychron.Operator.Maintenance;

/// <summary>Measures each minute what waits.</summary>
public sealed class HealthTimer(HealthReport report)
{
    /// <summary>Measures and tells it, twelve seconds into each minute: just before the sweep, which takes the marks of the last one down.</summary>
    [Function("MaintenanceMeasureHealth")]
    public Task Measure([TimerTrigger("12 * * * * *")] TimerInfo timer, CancellationToken cancellation) => report.RunAsync(cancellation);
}
