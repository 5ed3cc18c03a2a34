using System.Diagnostics.Metrics;
using Polychron.Storage.Diagnostics;

namespace Polychron.Dialects.Timether.Tests.Support;

/// <summary>Counts storage operations.</summary>
public static class StorageOperations
{
    /// <summary>How many a request that succeeds makes.</summary>
    public static async Task<int> CountAsync(Func<Task<Answer>> send)
    {
        var count = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Meter.Name == StorageMeter.Name && instrument.Name == StorageMeter.Operations)
            {
                meters.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref count, (int)value));
        listener.Start();
        Assert.InRange((int)(await send()).Status, 200, 304);
        return count;
    }
}
