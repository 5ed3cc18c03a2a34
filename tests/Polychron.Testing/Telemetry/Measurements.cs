using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Polychron.Testing.Telemetry;

/// <summary>A measurement as it was taken.</summary>
public sealed record Measured(string Name, double Value, IReadOnlyDictionary<string, object?> Tags)
{
    /// <summary>An attribute as text; empty where it is absent.</summary>
    public string this[string attribute] => Tags.GetValueOrDefault(attribute)?.ToString() ?? "";
}

/// <summary>Listens to the meters of one factory, so that nothing that other tests measure meanwhile is in between.</summary>
public sealed class Measurements : IDisposable
{
    private readonly ConcurrentQueue<Measured> _taken = new();
    private readonly ConcurrentDictionary<Instrument, bool> _instruments = new();
    private readonly MeterListener _listener = new();

    public Measurements(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters))
            {
                _instruments[instrument] = true;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyCollection<Instrument> Instruments => [.. _instruments.Keys];

    public IReadOnlyList<Measured> Of(string name) => [.. _taken.Where(measured => measured.Name == name)];

    public double Sum(string name) => Of(name).Sum(measured => measured.Value);

    /// <summary>Asks the gauges and tells what they say now.</summary>
    public IReadOnlyList<Measured> Gauge(string name)
    {
        var before = Of(name).Count;
        _listener.RecordObservableInstruments();
        return [.. Of(name).Skip(before)];
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _taken.Enqueue(new Measured(instrument.Name, value, new Dictionary<string, object?>(tags.ToArray())));
}
