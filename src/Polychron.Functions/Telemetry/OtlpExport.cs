using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Polychron.Functions.Telemetry;

/// <summary>
/// Makes the providers when the host starts, and sends what they still hold when all else has stopped: what was measured
/// while the server drained is sent too.
/// </summary>
internal sealed class OtlpExport(IServiceProvider services) : IHostedLifecycleService
{
    private const int PatienceMilliseconds = 5_000;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<MeterProvider>();
        services.GetRequiredService<TracerProvider>();
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Apart from the thread that stops the host: a collector that does not answer costs the patience and no more.
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            services.GetRequiredService<TracerProvider>().ForceFlush(PatienceMilliseconds);
            services.GetRequiredService<MeterProvider>().ForceFlush(PatienceMilliseconds);
        },
        CancellationToken.None);
}
