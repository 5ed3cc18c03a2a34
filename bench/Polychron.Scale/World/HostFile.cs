using System.Globalization;
using System.Text.Json;

namespace Polychron.Scale.World;

/// <summary>What the app's host.json says of queue triggers: the real host and the simulated one read the same file.</summary>
internal sealed record HostFile(
    int BatchSize, int NewBatchThreshold, int MaxDequeueCount, TimeSpan VisibilityTimeout, TimeSpan MaxPollingInterval)
{
    /// <summary>Reads the copy beside the program.</summary>
    /// <exception cref="KeyNotFoundException">The file has no settings of queues.</exception>
    public static HostFile Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "host.json")));
        var queues = json.RootElement.GetProperty("extensions").GetProperty("queues");
        return new HostFile(
            queues.GetProperty("batchSize").GetInt32(),
            queues.GetProperty("newBatchThreshold").GetInt32(),
            queues.GetProperty("maxDequeueCount").GetInt32(),
            Span("visibilityTimeout"),
            Span("maxPollingInterval"));

        TimeSpan Span(string name) => TimeSpan.Parse(queues.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }
}
