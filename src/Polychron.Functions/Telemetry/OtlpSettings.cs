using Polychron.Settings;

namespace Polychron.Functions.Telemetry;

/// <summary>The standard settings of OpenTelemetry that matter here; the exporter reads more of them, which its documentation lists.</summary>
internal static class OtlpSettings
{
    /// <summary>Where all signals go.</summary>
    public static readonly Setting<string?> Endpoint = Address("OTEL_EXPORTER_OTLP_ENDPOINT", "none: nothing is sent", "the collector for all signals");

    /// <summary>Where metrics go.</summary>
    public static readonly Setting<string?> MetricsEndpoint = Address("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "what `OTEL_EXPORTER_OTLP_ENDPOINT` says", "the collector for metrics");

    /// <summary>Where spans go.</summary>
    public static readonly Setting<string?> TracesEndpoint = Address("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "what `OTEL_EXPORTER_OTLP_ENDPOINT` says", "the collector for spans");

    /// <summary>Where log lines go.</summary>
    public static readonly Setting<string?> LogsEndpoint = Address("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "what `OTEL_EXPORTER_OTLP_ENDPOINT` says", "the collector for log lines");

    /// <summary>How they are sent.</summary>
    public static readonly Setting<string?> Protocol = Declare.Text(
        "OTEL_EXPORTER_OTLP_PROTOCOL",
        "grpc",
        "grpc or http/protobuf",
        "http/protobuf",
        "how the collector is spoken to; `http/protobuf` for its port 4318",
        text => text is "grpc" or "http/protobuf");

    /// <summary>Headers for the collector.</summary>
    public static readonly Setting<string?> Headers = new("OTEL_EXPORTER_OTLP_HEADERS", "headers for the collector, such as its key")
    {
        Default = null,
        Otherwise = "none",
        IsSecret = true,
        Parse = text => text.Split(',').All(pair => pair.IndexOf('=', StringComparison.Ordinal) > 0) ? text : throw new FormatException(""),
        Values = "name=value pairs, separated by commas",
        Example = "api-key=<the collector's key>",
    };

    /// <summary>The service's name.</summary>
    public static readonly Setting<string?> ServiceName = Declare.Text(
        "OTEL_SERVICE_NAME", "polychron", "a name", "polychron", "the service's name in what is sent");

    /// <summary>Whether all of it is off.</summary>
    public static readonly Setting<bool> Disabled = Declare.Flag("OTEL_SDK_DISABLED", false, "`true` turns all of it off");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new(
        "OpenTelemetry", Endpoint, MetricsEndpoint, TracesEndpoint, LogsEndpoint, Protocol, Headers, ServiceName, Disabled)
    {
        Rules =
        [
            configuration => Headers.IsSet(configuration) && !Endpoints.Any(endpoint => endpoint.IsSet(configuration))
                ? [new(Headers.Name, "does nothing without a collector", $"Set {Endpoint.Name}.", IsWarning: true)]
                : [],
        ],
    };

    /// <summary>The collectors' addresses: one that is set is enough.</summary>
    public static IEnumerable<Setting<string?>> Endpoints => [Endpoint, MetricsEndpoint, TracesEndpoint, LogsEndpoint];

    private static Setting<string?> Address(string key, string otherwise, string meaning) => Declare.Text(
        key,
        otherwise,
        "an http or https address",
        "http://127.0.0.1:4318",
        meaning,
        text => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
