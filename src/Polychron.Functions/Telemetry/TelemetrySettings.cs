using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Functions.Telemetry;

/// <summary>
/// The settings of the export that we read ourselves. The exporter reads the other <c>OTEL_*</c> settings of its specification
/// (headers, protocol, sampler, resource attributes).
/// </summary>
internal static class TelemetrySettings
{
    /// <summary>Turns the export off.</summary>
    public static readonly Setting<bool> Disabled = Declare.Flag("OTEL_SDK_DISABLED", false, "`true` turns the export of telemetry off");

    /// <summary>The server's name in its telemetry.</summary>
    public static readonly Setting<string?> ServiceName = Declare.Text(
        "OTEL_SERVICE_NAME", "polychron", "a name", "polychron", "the server's name in its telemetry");

    private static readonly Setting<string?>[] Endpoints =
    [
        Endpoint("OTEL_EXPORTER_OTLP_ENDPOINT", "the OpenTelemetry collector that gets metrics, spans and log lines"),
        Endpoint("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "the one for metrics alone"),
        Endpoint("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "the one for spans alone"),
        Endpoint("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "the one for log lines alone"),
    ];

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new("Telemetry", [.. Endpoints, ServiceName, Disabled]);

    /// <summary>Whether an endpoint is set and the export is not turned off.</summary>
    public static bool IsExportWanted(IConfiguration configuration) =>
        !Disabled.Read(configuration) && Endpoints.Any(endpoint => endpoint.IsSet(configuration));

    private static Setting<string?> Endpoint(string name, string meaning) => Declare.Text(
        name,
        "none: nothing is sent",
        "an http or https address",
        "http://127.0.0.1:4317",
        meaning,
        text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
