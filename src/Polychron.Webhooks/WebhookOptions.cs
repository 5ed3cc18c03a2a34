using System.Globalization;
using Microsoft.Extensions.Configuration;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Webhooks;

/// <summary>The settings of the pipeline, <c>Polychron:Webhooks:...</c>.</summary>
internal sealed record WebhookOptions
{
    private const string Section = "Polychron:Webhooks";

    /// <summary>How long each attempt waits after the one before it failed; the first after its change. <c>Schedule</c>, separated by blanks.</summary>
    public IReadOnlyList<TimeSpan> Schedule { get; init; } =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How long a connection may take to make. <c>ConnectTimeout</c>.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an attempt may take in all. <c>Timeout</c>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>After how long without one success a failing webhook is disabled. <c>DisableAfter</c>.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>How long the delivery log goes back. <c>KeepDeliveries</c>.</summary>
    public TimeSpan KeepDeliveries { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many deliveries to one host run at once in this process. <c>PerHost</c>.</summary>
    public int PerHost { get; init; } = 32;

    /// <summary>How many messages the dispatcher adds at once, and how many logs the sweep looks at. Not a setting: tests that repeat a run choose 1.</summary>
    public int EnqueueAtOnce { get; init; } = 64;

    /// <summary>Whether plain http is allowed. <c>AllowHttp</c>.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>Whether the machine's own addresses are allowed: for local development and nothing else. <c>AllowLoopback</c>.</summary>
    public bool AllowLoopback { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is not acceptable.</exception>
    public static WebhookOptions Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var defaults = new WebhookOptions();
        return new WebhookOptions
        {
            Schedule = section["Schedule"] is { Length: > 0 } text
                ? [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => Span("Schedule", part, TimeSpan.Zero, MaxDelay))]
                : defaults.Schedule,
            ConnectTimeout = Span(section, nameof(ConnectTimeout), defaults.ConnectTimeout, TimeSpan.FromMinutes(1)),
            Timeout = Span(section, nameof(Timeout), defaults.Timeout, TimeSpan.FromMinutes(1)),
            DisableAfter = Span(section, nameof(DisableAfter), defaults.DisableAfter, TimeSpan.FromDays(365)),
            KeepDeliveries = Span(section, nameof(KeepDeliveries), defaults.KeepDeliveries, TimeSpan.FromDays(3650)),
            PerHost = int.TryParse(section[nameof(PerHost)] ?? "32", NumberStyles.None, CultureInfo.InvariantCulture, out var perHost) && perHost is >= 1 and <= 1000
                ? perHost
                : throw new InvalidOperationException($"{Section}:PerHost has to be a number from 1 to 1000."),
            AllowHttp = Flag(section, nameof(AllowHttp)),
            AllowLoopback = Flag(section, nameof(AllowLoopback)),
        };
    }

    /// <summary>The longest delay in a schedule: with its jitter it stays below what a queue can hide a message for.</summary>
    private static TimeSpan MaxDelay { get; } = QueueLimits.MaxVisibility / (1 + Delivery.RetrySchedule.MaxJitter);

    private static bool Flag(IConfigurationSection section, string name) => section[name] switch
    {
        null or "" => false,
        var text => bool.TryParse(text, out var value)
            ? value
            : throw new InvalidOperationException($"{Section}:{name} has to be true or false."),
    };

    private static TimeSpan Span(IConfigurationSection section, string name, TimeSpan ifMissing, TimeSpan most) =>
        section[name] is { Length: > 0 } text ? Span(name, text, TimeSpan.FromMilliseconds(1), most) : ifMissing;

    private static TimeSpan Span(string name, string text, TimeSpan least, TimeSpan most) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new InvalidOperationException($"{Section}:{name} has a '{text}'; it has to be a time such as 00:00:30, from {least} to {most}.");
}
