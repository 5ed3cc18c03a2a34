using Polychron.EmbeddedHost.Queues;
using Polychron.Settings;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Hosting;

/// <summary>
/// What the embedded host reads of host.json, by the official names. Each can also be set as
/// <c>AzureFunctionsJobHost__extensions__queues__batchSize</c> and the like, which is the name that problems are told by.
/// </summary>
internal static class HostJsonSettings
{
    /// <summary>Where the file's settings stand in the configuration.</summary>
    public const string Section = "AzureFunctionsJobHost";

    /// <summary>What stands before every route; the default is the official host's.</summary>
    public static readonly Setting<string?> RoutePrefix = new(
        Section + ":extensions:http:routePrefix",
        "what stands before every route; host.json of this repository has none, since routes carry their whole path")
    {
        Default = null,
        Otherwise = "api",
        TakesEmpty = true,
        Parse = text => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.') ? text : throw new FormatException(""),
        Values = "a path of letters, digits and - _ . /",
        Example = "api",
    };

    /// <summary>How many messages are taken at once.</summary>
    public static readonly Setting<int> BatchSize = Declare.Number(
        Section + ":extensions:queues:batchSize", 16, 1, QueueLimits.MaxReceive, "how many messages of a queue are taken at once");

    /// <summary>How many messages may still be worked on when the next are taken.</summary>
    public static readonly Setting<int?> NewBatchThreshold = Declare.OptionalNumber(
        Section + ":extensions:queues:newBatchThreshold", "half of `batchSize`", 0, 1000, 8, "the next messages are taken when no more than this many of a queue's are being worked on");

    /// <summary>How often a message is tried.</summary>
    public static readonly Setting<int> MaxDequeueCount = Declare.Number(
        Section + ":extensions:queues:maxDequeueCount", 5, 1, 1000, "how often a message is tried before it goes to the poison queue");

    /// <summary>How long a message stays invisible after a failure.</summary>
    public static readonly Setting<TimeSpan> VisibilityTimeout = Declare.Time(
        Section + ":extensions:queues:visibilityTimeout", TimeSpan.Zero, TimeSpan.Zero, QueueLimits.MaxVisibility, "how long a message stays invisible after a failure");

    /// <summary>The longest pause between two looks at an empty queue.</summary>
    public static readonly Setting<TimeSpan> MaxPollingInterval = Declare.Time(
        Section + ":extensions:queues:maxPollingInterval", TimeSpan.FromMinutes(1), IdlePause.Shortest, TimeSpan.FromDays(1), "the longest pause between two looks at an empty queue");

    /// <summary>All of them.</summary>
    public static SettingGroup Group { get; } = new(
        "host.json", RoutePrefix, BatchSize, NewBatchThreshold, MaxDequeueCount, VisibilityTimeout, MaxPollingInterval);
}
