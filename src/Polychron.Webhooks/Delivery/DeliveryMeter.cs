using System.Diagnostics;
using System.Diagnostics.Metrics;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Webhooks.Delivery;

/// <summary>What is measured and traced of deliveries. A listener's path and query are never recorded: secrets may be in them.</summary>
internal sealed class DeliveryMeter
{
    /// <summary>The listener took it.</summary>
    public const string Succeeded = "succeeded";

    /// <summary>An attempt failed, and another one follows.</summary>
    public const string Retried = "retried";

    /// <summary>The last attempt failed.</summary>
    public const string Failed = "failed";

    /// <summary>The listener said that it is gone for good, and its webhook was removed.</summary>
    public const string Gone = "gone";

    /// <summary>Nothing was sent, since it was not to be any more.</summary>
    public const string Skipped = "skipped";

    /// <summary>Its host had no room for it, and it waits.</summary>
    public const string Deferred = "deferred";

    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _duration;

    public DeliveryMeter(IMeterFactory? meters = null)
    {
        var meter = PolychronTelemetry.Meter(meters);
        _deliveries = meter.CreateCounter<long>(InstrumentNames.Deliveries, "{delivery}", "What came of deliveries, each time that one was worked on.");
        _duration = meter.CreateHistogram(
            InstrumentNames.DeliveryDuration, "s", "How long attempts at listeners take.", null, PolychronTelemetry.Durations);
    }

    public void Count(string outcome) => _deliveries.Add(1, new KeyValuePair<string, object?>(AttributeNames.Outcome, outcome));

    /// <summary>The span of an attempt, or null.</summary>
    public static Activity? Start(Uri listener)
    {
        var activity = PolychronTelemetry.Source.StartActivity("POST", ActivityKind.Client);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(AttributeNames.HttpMethod, "POST");
            activity.SetTag(AttributeNames.ServerAddress, listener.Host);
            activity.SetTag(AttributeNames.ServerPort, listener.Port);
        }

        return activity;
    }

    /// <summary>Notes an attempt's end.</summary>
    /// <param name="activity">Its span, or null.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="status">The listener's answer, or null if there was none.</param>
    public void Sent(Activity? activity, TimeSpan took, int? status)
    {
        if (status is { } answered)
        {
            _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(AttributeNames.HttpStatus, answered));
            activity?.SetTag(AttributeNames.HttpStatus, answered);
        }
        else
        {
            _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(AttributeNames.ErrorType, "no_answer"));
            activity?.SetTag(AttributeNames.ErrorType, "no_answer");
        }

        if (status is null or >= 400)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
        }
    }
}
