using Microsoft.Extensions.Configuration;
using Polychron.Settings;

namespace Polychron.Webhooks;

/// <summary>The settings of the pipeline, <c>Polychron:Webhooks:...</c>.</summary>
internal sealed record WebhookOptions
{
    /// <summary>How long each attempt waits after the one before it failed; the first after its change.</summary>
    public IReadOnlyList<TimeSpan> Schedule { get; init; } = WebhookSettings.Schedule.Default;

    /// <summary>How long a connection may take to make.</summary>
    public TimeSpan ConnectTimeout { get; init; } = WebhookSettings.ConnectTimeout.Default;

    /// <summary>How long an attempt may take in all.</summary>
    public TimeSpan Timeout { get; init; } = WebhookSettings.Timeout.Default;

    /// <summary>After how long without one success a failing webhook is disabled.</summary>
    public TimeSpan DisableAfter { get; init; } = WebhookSettings.DisableAfter.Default;

    /// <summary>How long the delivery log goes back.</summary>
    public TimeSpan KeepDeliveries { get; init; } = WebhookSettings.KeepDeliveries.Default;

    /// <summary>How many deliveries to one host run at once in this process.</summary>
    public int PerHost { get; init; } = WebhookSettings.PerHost.Default;

    /// <summary>About how many deliveries wait in their queue at most.</summary>
    public int MaxQueued { get; init; } = WebhookSettings.MaxQueued.Default;

    /// <summary>How many messages the dispatcher adds at once, and how many logs the sweep looks at. Not a setting: tests that repeat a run choose 1.</summary>
    public int EnqueueAtOnce { get; init; } = 64;

    /// <summary>Whether plain http is allowed.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Whether the machine's own addresses are allowed: for local development and nothing else.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A setting is not acceptable.</exception>
    public static WebhookOptions Read(IConfiguration configuration) => new()
    {
        Schedule = WebhookSettings.Schedule.Read(configuration),
        ConnectTimeout = WebhookSettings.ConnectTimeout.Read(configuration),
        Timeout = WebhookSettings.Timeout.Read(configuration),
        DisableAfter = WebhookSettings.DisableAfter.Read(configuration),
        KeepDeliveries = WebhookSettings.KeepDeliveries.Read(configuration),
        PerHost = WebhookSettings.PerHost.Read(configuration),
        MaxQueued = WebhookSettings.MaxQueued.Read(configuration),
        AllowHttp = WebhookSettings.AllowHttp.Read(configuration),
        AllowLoopback = WebhookSettings.AllowLoopback.Read(configuration),
    };
}
