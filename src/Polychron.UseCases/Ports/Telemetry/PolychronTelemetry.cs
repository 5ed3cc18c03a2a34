using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Polychron.UseCases.Ports.Telemetry;

/// <summary>
/// Where the product's own measurements and spans come from. Both are part of the framework and cost next to nothing while
/// nobody listens; what listens is the app's business.
/// </summary>
public static class PolychronTelemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "Polychron";

    /// <summary>The source of spans. One for the process: a listener cannot tell two apps in one process apart by it.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>
    /// Buckets for durations in seconds, from a point read of the embedded store (0.1 ms) to a webhook's listener that does not
    /// answer (30 s).
    /// </summary>
    public static InstrumentAdvice<double> Durations { get; } = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    /// <summary>The meter of an app: the factory's, which makes it once and ends it with the app; without a factory one that nobody else has.</summary>
    public static Meter Meter(IMeterFactory? meters) => meters?.Create(Name) ?? new Meter(Name);
}
