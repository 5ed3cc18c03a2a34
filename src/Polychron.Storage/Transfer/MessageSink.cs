using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Storage.Transfer;

/// <summary>Puts messages into their queues.</summary>
internal static class MessageSink
{
    private const int AtOnce = 16;

    /// <summary>Writes all of them; one whose time has not come waits for it. Returns how many.</summary>
    public static async Task<long> WriteAsync(
        IQueueStore queues, IAsyncEnumerable<ScannedMessage> messages, TimeProvider time, CancellationToken cancellation)
    {
        long count = 0;
        await Parallel.ForEachAsync(
            messages,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (message, token) =>
            {
                var delay = message.VisibleAt - time.GetUtcNow();
                await queues.EnqueueAsync(
                    message.Queue,
                    message.Body,
                    delay < TimeSpan.Zero ? TimeSpan.Zero : delay > QueueLimits.MaxVisibility ? QueueLimits.MaxVisibility : delay,
                    token).ConfigureAwait(false);
                Interlocked.Increment(ref count);
            }).ConfigureAwait(false);
        return count;
    }
}
