using System.Globalization;
using Microsoft.Extensions.Configuration;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>The settings <c>extensions:queues</c> of host.json, with the official names and defaults.</summary>
internal sealed record QueueSettings
{
    /// <summary>How many messages are taken at once: 1 to 32.</summary>
    public int BatchSize { get; init; } = 16;

    /// <summary>The next batch is taken when no more than this many of a queue's messages are being worked on: 0 to 1000.</summary>
    public int NewBatchThreshold { get; init; } = 8;

    /// <summary>How often a message is tried before it goes to the poison queue: 1 to 1000.</summary>
    public int MaxDequeueCount { get; init; } = 5;

    /// <summary>How long a message stays invisible after a failure: zero to 7 days.</summary>
    public TimeSpan VisibilityTimeout { get; init; } = TimeSpan.Zero;

    /// <summary>The longest pause between two looks at an empty queue: 100 milliseconds to one day.</summary>
    public TimeSpan MaxPollingInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is outside its range.</exception>
    public static QueueSettings From(IConfiguration hostJson)
    {
        var section = hostJson.GetSection("extensions:queues");
        var defaults = new QueueSettings();
        var batchSize = Number(section, "batchSize", defaults.BatchSize, 1, QueueLimits.MaxReceive);
        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = Number(section, "newBatchThreshold", batchSize / 2, 0, 1000),
            MaxDequeueCount = Number(section, "maxDequeueCount", defaults.MaxDequeueCount, 1, 1000),
            VisibilityTimeout = Span(section, "visibilityTimeout", defaults.VisibilityTimeout, TimeSpan.Zero, QueueLimits.MaxVisibility),
            MaxPollingInterval = Span(section, "maxPollingInterval", defaults.MaxPollingInterval, IdlePause.Shortest, TimeSpan.FromDays(1)),
        };
    }

    private static int Number(IConfigurationSection section, string name, int ifMissing, int least, int most)
    {
        if (section[name] is not { } text)
        {
            return ifMissing;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new InvalidOperationException($"host.json: {section.Path}:{name} is '{text}'; it has to be a number from {least} to {most}.");
    }

    private static TimeSpan Span(IConfigurationSection section, string name, TimeSpan ifMissing, TimeSpan least, TimeSpan most)
    {
        if (section[name] is not { } text)
        {
            return ifMissing;
        }

        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new InvalidOperationException($"host.json: {section.Path}:{name} is '{text}'; it has to be a time such as 00:00:30, from {least} to {most}.");
    }
}
