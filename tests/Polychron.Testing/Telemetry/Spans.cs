using System.Collections.Concurrent;
using System.Diagnostics;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Testing.Telemetry;

/// <summary>
/// Keeps the product's spans of one trace. The source is one for the process, and so other tests' spans come by: they have
/// other trace ids.
/// </summary>
public sealed class Spans : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public Spans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PolychronTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The trace that a test's requests name.</summary>
    public ActivityTraceId Trace { get; } = ActivityTraceId.CreateRandom();

    /// <summary>The span that a test's requests name.</summary>
    public ActivitySpanId Parent { get; } = ActivitySpanId.CreateRandom();

    /// <summary>What a request says of them.</summary>
    public string TraceParent => $"00-{Trace}-{Parent}-01";

    /// <summary>The spans of the trace that have ended, in that order.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended.Where(span => span.TraceId == Trace)];

    public void Dispose() => _listener.Dispose();
}
