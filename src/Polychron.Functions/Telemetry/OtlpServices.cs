using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Functions.Telemetry;

/// <summary>
/// Sends metrics, spans and log lines to an OpenTelemetry collector, if one is configured by the standard <c>OTEL_*</c>
/// settings. Where none is, nothing of the exporter is made, nobody listens, and measuring costs next to nothing.
/// </summary>
internal static class OtlpServices
{
    private const string DefaultName = "polychron";

    /// <summary>The framework's meters that are sent too: memory and garbage, connections, requests in progress.</summary>
    private static readonly string[] FrameworkMeters =
        ["System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Hosting"];

    /// <summary>Adds the export if it is wanted; otherwise the exporter's assemblies are not even loaded.</summary>
    public static IServiceCollection AddOtlpExport(this IServiceCollection services, IConfiguration configuration) =>
        OtlpSettings.IsWanted(configuration) ? Add(services, configuration) : services;

    // Apart, since a method loads what it names.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IServiceCollection Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(logging => logging.AddOpenTelemetry(logs =>
        {
            logs.SetResourceBuilder(Resource(configuration));
            logs.IncludeFormattedMessage = true;
            logs.AddOtlpExporter();
        }));

        // Made of our configuration, so that local.settings.json may have the settings too.
        services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder()
            .ConfigureServices(inner => inner.AddSingleton(configuration))
            .SetResourceBuilder(Resource(configuration))
            .AddMeter([PolychronTelemetry.Name, .. FrameworkMeters])

            // Ours tells the dialect and the function as well.
            .AddView("http.server.request.duration", MetricStreamConfiguration.Drop)
            .AddOtlpExporter()
            .Build());
        services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder()
            .ConfigureServices(inner => inner.AddSingleton(configuration))
            .SetResourceBuilder(Resource(configuration))
            .AddSource(PolychronTelemetry.Name)
            .AddOtlpExporter()
            .Build());
        return services.AddHostedService<OtlpExport>();
    }

    // The later wins: what the settings say of the resource beats our name for it.
    private static ResourceBuilder Resource(IConfiguration configuration) => ResourceBuilder.CreateEmpty()
        .AddTelemetrySdk()
        .AddService(
            OtlpSettings.ServiceName.Read(configuration) ?? DefaultName,
            serviceVersion: typeof(OtlpServices).Assembly.GetName().Version?.ToString())
        .AddEnvironmentVariableDetector();
}
