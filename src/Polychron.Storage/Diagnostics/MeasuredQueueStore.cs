using System.Diagnostics;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Diagnostics;

/// <summary>
/// A queue store that times its operations and traces what is sent. As long as nobody listens it passes them on and does
/// nothing else. Messages are never recorded. Receiving is not traced: a host asks its queues all day long.
/// </summary>
public sealed class MeasuredQueueStore(IQueueStore inner, StorageMeter meter) : IQueueStore
{
    private static readonly KeyValuePair<string, object?> Send = new(AttributeNames.MessagingOperation, "send");
    private static readonly KeyValuePair<string, object?> Receive = new(AttributeNames.MessagingOperation, "receive");
    private static readonly KeyValuePair<string, object?> Delete = new(AttributeNames.MessagingOperation, "delete");
    private static readonly KeyValuePair<string, object?> Hide = new(AttributeNames.MessagingOperation, "change_visibility");
    private static readonly KeyValuePair<string, object?> Peek = new(AttributeNames.MessagingOperation, "peek");
    private static readonly KeyValuePair<string, object?> Count = new(AttributeNames.MessagingOperation, "count");

    /// <inheritdoc />
    public Task EnqueueAsync(string queue, string body, TimeSpan delay = default, CancellationToken cancellation = default) =>
        meter.WantsQueues
            ? MeasureAsync(Send, queue, (queue, body, delay, cancellation), static async (store, ask) =>
            {
                using var activity = Start(ask.queue);
                await store.EnqueueAsync(ask.queue, ask.body, ask.delay, ask.cancellation).ConfigureAwait(false);
                return true;
            })
            : inner.EnqueueAsync(queue, body, delay, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(
        string queue, int max, TimeSpan visibility, CancellationToken cancellation = default) =>
        meter.WantsQueues
            ? MeasureAsync(
                Receive, queue, (queue, max, visibility, cancellation), static (store, ask) => store.ReceiveAsync(ask.queue, ask.max, ask.visibility, ask.cancellation))
            : inner.ReceiveAsync(queue, max, visibility, cancellation);

    /// <inheritdoc />
    public Task<bool> DeleteAsync(string queue, QueueMessage message, CancellationToken cancellation = default) =>
        meter.WantsQueues
            ? MeasureAsync(
                Delete, queue, (queue, message, cancellation), static (store, ask) => store.DeleteAsync(ask.queue, ask.message, ask.cancellation))
            : inner.DeleteAsync(queue, message, cancellation);

    /// <inheritdoc />
    public Task<QueueMessage?> ChangeVisibilityAsync(
        string queue, QueueMessage message, TimeSpan visibility, CancellationToken cancellation = default) =>
        meter.WantsQueues
            ? MeasureAsync(
                Hide, queue, (queue, message, visibility, cancellation), static (store, ask) => store.ChangeVisibilityAsync(ask.queue, ask.message, ask.visibility, ask.cancellation))
            : inner.ChangeVisibilityAsync(queue, message, visibility, cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<QueueMessage>> PeekAsync(string queue, int max, CancellationToken cancellation = default) =>
        meter.WantsQueues
            ? MeasureAsync(
                Peek, queue, (queue, max, cancellation), static (store, ask) => store.PeekAsync(ask.queue, ask.max, ask.cancellation))
            : inner.PeekAsync(queue, max, cancellation);

    /// <inheritdoc />
    public Task<long> CountAsync(string queue, CancellationToken cancellation = default) =>
        meter.WantsQueues
            ? MeasureAsync(
                Count, queue, (queue, cancellation), static (store, ask) => store.CountAsync(ask.queue, ask.cancellation))
            : inner.CountAsync(queue, cancellation);

    private static Activity? Start(string queue)
    {
        var activity = Activity.Current is null ? null : PolychronTelemetry.Source.StartActivity($"send {queue}", ActivityKind.Producer);
        activity?.SetTag(AttributeNames.MessagingOperation, "send");
        activity?.SetTag(AttributeNames.MessagingDestination, queue);
        return activity;
    }

    private async Task<T> MeasureAsync<T, TAsk>(
        KeyValuePair<string, object?> operation, string queue, TAsk ask, Func<IQueueStore, TAsk, Task<T>> call)
    {
        var began = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await call(inner, ask).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            error = Failures.Name(e);
            throw;
        }
        finally
        {
            meter.QueueEnded(operation, queue, Stopwatch.GetElapsedTime(began), error);
        }
    }
}
