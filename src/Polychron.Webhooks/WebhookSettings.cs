using Polychron.Settings;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Webhooks;

/// <summary>The settings of the pipeline.</summary>
public static class WebhookSettings
{
    private const string Section = "Polychron:Webhooks:";

    private static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>The longest delay in a schedule: with its jitter it stays below what a queue can hide a message for.</summary>
    private static readonly TimeSpan MaxDelay = QueueLimits.MaxVisibility / (1 + Delivery.RetrySchedule.MaxJitter);

    /// <summary>How long each attempt waits after the one before it failed; the first after its change.</summary>
    public static readonly Setting<IReadOnlyList<TimeSpan>> Schedule = new(
        Section + "Schedule", "how long each attempt to deliver waits after the one before it failed, the first after its change")
    {
        Default =
        [
            TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
            TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
        ],
        Otherwise = "00:00:00 00:00:05 00:05:00 00:30:00 02:00:00 05:00:00 10:00:00 14:00:00 20:00:00 1.00:00:00",
        Parse = text => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => Declare.TimeOf(part, TimeSpan.Zero, MaxDelay))],
        Values = $"times such as 00:05:00, up to {MaxDelay:c}, separated by blanks",
        Example = "00:00:00 00:00:05 00:05:00",
    };

    /// <summary>How long a connection may take to make.</summary>
    public static readonly Setting<TimeSpan> ConnectTimeout = Declare.Time(
        Section + nameof(ConnectTimeout), TimeSpan.FromSeconds(5), Instant, TimeSpan.FromMinutes(1), "how long a connection to a listener may take to make");

    /// <summary>How long an attempt may take in all.</summary>
    public static readonly Setting<TimeSpan> Timeout = Declare.Time(
        Section + nameof(Timeout), TimeSpan.FromSeconds(15), Instant, TimeSpan.FromMinutes(1), "how long an attempt to deliver may take in all");

    /// <summary>After how long without one success a failing webhook is disabled.</summary>
    public static readonly Setting<TimeSpan> DisableAfter = Declare.Time(
        Section + nameof(DisableAfter), TimeSpan.FromDays(5), Instant, TimeSpan.FromDays(365), "after how long without one success a failing webhook is disabled");

    /// <summary>How long the delivery log goes back.</summary>
    public static readonly Setting<TimeSpan> KeepDeliveries = Declare.Time(
        Section + nameof(KeepDeliveries), TimeSpan.FromDays(30), Instant, TimeSpan.FromDays(3650), "how long the delivery log goes back");

    /// <summary>How many deliveries to one host run at once in this process.</summary>
    public static readonly Setting<int> PerHost = Declare.Number(
        Section + nameof(PerHost), 32, 1, 1000, "how many deliveries to one host run at once in one process");

    /// <summary>How many first attempts wait in the queue at most, about.</summary>
    public static readonly Setting<int> MaxQueued = Declare.Number(
        Section + nameof(MaxQueued), 20_000, 100, 10_000_000, "about how many deliveries wait in their queue at most; the changes beyond stay in the log until there is room");

    /// <summary>Whether plain http is allowed.</summary>
    public static readonly Setting<bool> AllowHttp = Declare.Flag(
        Section + nameof(AllowHttp), false, "`true` lets plain http addresses subscribe");

    /// <summary>Whether the machine's own addresses are allowed.</summary>
    public static readonly Setting<bool> AllowLoopback = Declare.Flag(
        Section + nameof(AllowLoopback), false, "`true` lets the machine's own addresses subscribe: for trying webhooks on your own machine, refused on a storage account in Azure");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new(
        "Webhooks", Schedule, ConnectTimeout, Timeout, DisableAfter, KeepDeliveries, PerHost, MaxQueued, AllowHttp, AllowLoopback)
    {
        Rules =
        [
            configuration => ConnectTimeout.Read(configuration) <= Timeout.Read(configuration)
                ? []
                : [new(ConnectTimeout.Name, $"is longer than {Timeout.Name}, so that no slow connection could be used", $"Make it {Timeout.Read(configuration)} at most.")],
        ],
    };
}
