using Microsoft.Extensions.Configuration;
using Polychron.EmbeddedHost.Hosting;
using Polychron.Settings;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>The settings <c>extensions:queues</c> of host.json, with the official names and defaults.</summary>
internal sealed record QueueSettings
{
    /// <summary>How many messages are taken at once: 1 to 32.</summary>
    public int BatchSize { get; init; } = HostJsonSettings.BatchSize.Default;

    /// <summary>The next batch is taken when no more than this many of a queue's messages are being worked on: 0 to 1000.</summary>
    public int NewBatchThreshold { get; init; } = HostJsonSettings.BatchSize.Default / 2;

    /// <summary>How often a message is tried before it goes to the poison queue: 1 to 1000.</summary>
    public int MaxDequeueCount { get; init; } = HostJsonSettings.MaxDequeueCount.Default;

    /// <summary>How long a message stays invisible after a failure: zero to 7 days.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = HostJsonSettings.VisibilityTimeout.Default;

    /// <summary>The longest pause between two looks at an empty queue: 100 milliseconds to one day.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = HostJsonSettings.MaxPollingInterval.Default;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="SettingException">A setting is outside its range.</exception>
    public static QueueSettings From(IConfiguration configuration)
    {
        var batchSize = HostJsonSettings.BatchSize.Read(configuration);
        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = HostJsonSettings.NewBatchThreshold.Read(configuration) ?? batchSize / 2,
            MaxDequeueCount = HostJsonSettings.MaxDequeueCount.Read(configuration),
            VisibilityTimeout = HostJsonSettings.VisibilityTimeout.Read(configuration),
            MaxPollingInterval = HostJsonSettings.MaxPollingInterval.Read(configuration),
        };
    }
}
