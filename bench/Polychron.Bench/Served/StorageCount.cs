using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Polychron.Storage.Diagnostics;

namespace Polychron.Bench.Served;

/// <summary>Listens to the storage meter.</summary>
internal static class StorageCount
{
    private static readonly Lock Gate = new();
    private static ConcurrentDictionary<string, long> _counts = new();
    private static MeterListener? _listener;

    public static void Begin()
    {
        lock (Gate)
        {
            _listener?.Dispose();
            var counts = _counts = new ConcurrentDictionary<string, long>();
            _listener = new MeterListener
            {
                InstrumentPublished = static (instrument, listener) =>
                {
                    if (instrument is { Meter.Name: StorageMeter.Name, Name: StorageMeter.Operations })
                    {
                        listener.EnableMeasurementEvents(instrument);
                    }
                },
            };
            _listener.SetMeasurementEventCallback<long>(
                (_, count, tags, _) => counts.AddOrUpdate(KindOf(tags), count, (_, before) => before + count));
            _listener.Start();
        }
    }

    public static IReadOnlyDictionary<string, long> End()
    {
        lock (Gate)
        {
            _listener?.Dispose();
            _listener = null;
            return _counts;
        }
    }

    private static string KindOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == StorageMeter.Kind)
            {
                return (string)tag.Value!;
            }
        }

        return "";
    }
}
