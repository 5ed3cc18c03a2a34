using System.Diagnostics.Metrics;
using Polychron.UseCases.Ports.Health;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Operator.Health;

/// <summary>
/// The gauges of what waits. They tell the last measurement of this instance and fall silent when it is old: of several
/// instances one measures, and what it told last must not stand beside what another one tells now.
/// </summary>
public sealed class HealthGauges
{
    /// <summary>After which time a measurement is told no more.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    private readonly TimeProvider _time;
    private Told? _last;

    /// <summary>The gauges of an app.</summary>
    public HealthGauges(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = PolychronTelemetry.Meter(meters);
        Gauge(InstrumentNames.LogHead, "{record}", "The highest sequence number of any workspace's log.", health => health.LogHead);
        Gauge(
            InstrumentNames.WebhookBacklog,
            "{record}",
            "Records and deliveries that wait for their first attempt.",
            health => health.RecordsOf(ConsumerNames.Webhooks));
        Gauge(
            InstrumentNames.WebhookBacklogAge, "s", "How long the oldest of them has waited.", health => health.SecondsOf(ConsumerNames.Webhooks));
        Gauge(
            InstrumentNames.RollupLag,
            "{record}",
            "Records that are not in the reports' cells yet.",
            health => health.RecordsOf(ConsumerNames.Rollups));
        Gauge(InstrumentNames.RollupLagAge, "s", "How long the oldest of them has waited.", health => health.SecondsOf(ConsumerNames.Rollups));
        meter.CreateObservableGauge(
            InstrumentNames.PoisonMessages,
            () => Current()?.Parked.Select(Measured) ?? [],
            "{message}",
            "Messages that failed too often and were parked.");

        void Gauge(string name, string unit, string meaning, Func<ServerHealth, long> figure) => meter.CreateObservableGauge(
            name,
            () => Current() is { } health ? [new Measurement<long>(figure(health))] : Enumerable.Empty<Measurement<long>>(),
            unit,
            meaning);
    }

    /// <summary>Tells a measurement from now on.</summary>
    public void Tell(ServerHealth health) => Volatile.Write(ref _last, new Told(health, _time.GetTimestamp()));

    private ServerHealth? Current() =>
        Volatile.Read(ref _last) is { } last && _time.GetElapsedTime(last.At) <= Lifetime ? last.Health : null;

    private static Measurement<long> Measured(ParkedMessages queue) =>
        new(queue.Count, new KeyValuePair<string, object?>(AttributeNames.MessagingDestination, queue.Queue));

    private sealed record Told(ServerHealth Health, long At);
}
