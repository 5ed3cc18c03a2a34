using Microsoft.Extensions.Logging;
using Polychron.UseCases.Operations.Health;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;

namespace Polychron.Operator.Health;

/// <summary>Measures what waits and tells it: to the gauges, and as a line in the log.</summary>
public sealed partial class HealthReport(MeasureHealth measure, HealthGauges gauges, ILoggerFactory loggers)
{
    private readonly ILogger _logger = loggers.CreateLogger(HealthLine.Category);

    /// <summary>Measures, and tells what was found. The line comes last: it says that all of it was done.</summary>
    /// <exception cref="UseCases.Ports.Tables.StorageUnavailableException">The store could not answer; nothing is told.</exception>
    public async Task<ServerHealth> RunAsync(CancellationToken cancellation)
    {
        var health = await measure.RunAsync(cancellation).ConfigureAwait(false);
        gauges.Tell(health);
        Line(
            health.PoisonMessages,
            health.RecordsOf(ConsumerNames.Webhooks),
            health.SecondsOf(ConsumerNames.Webhooks),
            health.RecordsOf(ConsumerNames.Rollups),
            health.SecondsOf(ConsumerNames.Rollups),
            health.LogHead);
        return health;
    }

    [LoggerMessage(1, LogLevel.Information, HealthLine.Template)]
    private partial void Line(
        long poisonMessages, long webhookBacklog, long webhookBacklogSeconds, long rollupLag, long rollupLagSeconds, long logHead);
}
