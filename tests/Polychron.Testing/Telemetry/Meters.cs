using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Polychron.Testing.Telemetry;

/// <summary>A factory of meters of a test's own, without a host.</summary>
public sealed class Meters : IMeterFactory
{
    private readonly ConcurrentDictionary<string, Meter> _meters = new();

    public Meter Create(MeterOptions options) => _meters.GetOrAdd(
        options.Name, name => new Meter(new MeterOptions(name) { Version = options.Version, Tags = options.Tags, Scope = this }));

    public void Dispose()
    {
        foreach (var meter in _meters.Values)
        {
            meter.Dispose();
        }
    }
}
