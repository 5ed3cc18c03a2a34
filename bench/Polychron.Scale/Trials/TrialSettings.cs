using Polychron.Scale.Load;
using Polychron.Scale.Service;

namespace Polychron.Scale.Trials;

/// <summary>All that a trial depends on, but for its rate.</summary>
internal sealed record TrialSettings
{
    public ServiceLimits Limits { get; init; } = new();

    public LatencyModel Latency { get; init; } = new();

    public Mix Mix { get; init; } = Mix.Default;

    /// <summary>Whether all requests of a workspace go to one instance.</summary>
    public bool HasAffinity { get; init; }

    /// <summary>How many instances serve requests; null for one in every <see cref="RequestsOfInstance"/> a second, two at least.</summary>
    public int? Instances { get; init; }

    /// <summary>How many requests a second are left to one instance where their number is not given.</summary>
    public double RequestsOfInstance { get; init; } = 250;

    /// <summary>How many instances run what queues and timers trigger; null for one in every 500 requests a second, one at least.</summary>
    public int? Workers { get; init; }

    /// <summary>How long the load runs before it is measured.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the load is measured.</summary>
    public TimeSpan Measured { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long is waited for answers after the load.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    public int Seed { get; init; } = 1;

    /// <summary>How many instances serve requests at a rate.</summary>
    public int InstancesAt(double perSecond) => Instances ?? Math.Max(2, (int)Math.Ceiling(perSecond / RequestsOfInstance));

    /// <summary>How many instances run what queues and timers trigger at a rate.</summary>
    public int WorkersAt(double perSecond) => Workers ?? Math.Max(1, (int)Math.Ceiling(perSecond / 500));
}
