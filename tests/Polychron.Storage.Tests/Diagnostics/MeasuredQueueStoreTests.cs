using System.Diagnostics;
using Polychron.Storage.Diagnostics;
using Polychron.Testing;
using Polychron.Testing.Storage;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Tests.Diagnostics;

public sealed class MeasuredQueueStoreTests
{
    [Fact]
    public async Task It_times_operations_by_queue_and_traces_what_is_sent_within_a_span()
    {
        using var meters = new Meters();
        using var measurements = new Measurements(meters);
        using var spans = new Spans();
        var store = new MeasuredQueueStore(new InMemoryQueueStore(new ManualTime()), new StorageMeter(meters, StorageMeter.Sqlite));
        using (new Activity("test").SetParentId(spans.Trace, spans.Parent, ActivityTraceFlags.Recorded).Start())
        {
            await store.EnqueueAsync("news", "a confidential body");
            var message = Assert.Single(await store.ReceiveAsync("news", 1, TimeSpan.FromMinutes(1)));
            Assert.True(await store.DeleteAsync("news", message));
            Assert.Equal(0, await store.CountAsync("news"));
        }

        var durations = measurements.Of(InstrumentNames.QueueDuration);
        Assert.Equal(["send", "receive", "delete", "count"], durations.Select(duration => duration[AttributeNames.MessagingOperation]));
        Assert.All(durations, duration => Assert.Equal("news", duration[AttributeNames.MessagingDestination]));
        var sent = Assert.Single(spans.Ended);
        Assert.Equal(("send news", ActivityKind.Producer), (sent.DisplayName, sent.Kind));
        Assert.DoesNotContain(sent.TagObjects, tag => tag.Value!.ToString()!.Contains("confidential", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_goes_wrong_is_told_by_a_word()
    {
        using var meters = new Meters();
        using var measurements = new Measurements(meters);
        var store = new MeasuredQueueStore(
            new FaultyQueueStore(new InMemoryQueueStore(new ManualTime()), new Random(1), 1, 0), new StorageMeter(meters, StorageMeter.Sqlite));

        await Assert.ThrowsAnyAsync<Exception>(() => store.EnqueueAsync("news", "body"));

        Assert.Equal("unavailable", Assert.Single(measurements.Of(InstrumentNames.QueueDuration))[AttributeNames.ErrorType]);
    }
}
