using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Functions.Telemetry;

/// <summary>
/// The settings of the export, under OpenTelemetry's own names. The SDK reads further ones by itself; what is here decides
/// whether there is an export, or is worth a message before the server starts.
/// </summary>
internal static class OtlpSettings
{
    /// <summary>The collector.</summary>
    internal static readonly Setting<string?> Endpoint = Collector(
        "", "none: nothing is exported", "an OpenTelemetry collector, to which metrics, spans and log lines are sent");

    /// <summary>Another collector for metrics.</summary>
    internal static readonly Setting<string?> MetricsEndpoint = Collector("METRICS_", Same, "another one for metrics, with its whole path");

    /// <summary>Another collector for spans.</summary>
    internal static readonly Setting<string?> TracesEndpoint = Collector("TRACES_", Same, "another one for spans, with its whole path");

    /// <summary>Another collector for log lines.</summary>
    internal static readonly Setting<string?> LogsEndpoint = Collector("LOGS_", Same, "another one for log lines, with its whole path");

    /// <summary>How it is spoken to.</summary>
    internal static readonly Setting<string?> Protocol = Declare.Text(
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "grpc",
        "grpc or http/protobuf",
        "http/protobuf",
        "how the collector is spoken to: `http/protobuf` for its port 4318",
        text => text is "grpc" or "http/protobuf");

    /// <summary>Headers for it.</summary>
    internal static readonly Setting<string?> Headers = Declare.Secret(
        "OTEL_EXPORTER_OTLP_HEADERS", "none", 1, 4096, "headers for the collector, such as its key, as `name=value` pairs with commas between them");

    /// <summary>The service's name.</summary>
    internal static readonly Setting<string?> ServiceName = Declare.Text(
        "OTEL_SERVICE_NAME",
        "polychron",
        "1 to 200 characters, none of them a control character",
        "polychron",
        "the service's name in what is exported",
        text => text.Length <= 200 && !text.Any(char.IsControl));

    /// <summary>Turns the export off.</summary>
    internal static readonly Setting<bool> IsDisabled = Declare.Flag("OTEL_SDK_DISABLED", false, "`true` exports nothing, whatever else is set");

    /// <summary>The settings.</summary>
    internal static SettingGroup Group { get; } = new(
        "Observability", Endpoint, MetricsEndpoint, TracesEndpoint, LogsEndpoint, Protocol, Headers, ServiceName, IsDisabled);

    private const string Same = "what `OTEL_EXPORTER_OTLP_ENDPOINT` says";

    /// <summary>Whether anything is exported.</summary>
    public static bool IsWanted(IConfiguration configuration) =>
        !IsDisabled.Read(configuration)
        && (Endpoint.Read(configuration) ?? MetricsEndpoint.Read(configuration) ?? TracesEndpoint.Read(configuration) ?? LogsEndpoint.Read(configuration)) is not null;

    private static Setting<string?> Collector(string signal, string otherwise, string meaning) => Declare.Text(
        $"OTEL_EXPORTER_OTLP_{signal}ENDPOINT",
        otherwise,
        "an http or https address",
        "http://127.0.0.1:4318",
        meaning,
        text => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));
}
