using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// Sends deliveries while their queue has room for more. A queue does so many operations a second, and sending takes them
/// from receiving: one that is filled without a bound is emptied more slowly the longer it gets. What finds no room stays in
/// the log, where it is in order and costs nothing.
/// </summary>
/// <remarks>
/// A count is an operation too. It is asked for when this process has sent a part of the bound since the last one, and of a
/// full queue at most once a second; so each instance may go beyond the bound by that part, and a quiet server never counts.
/// A queue that refuses a message for being busy is taken for full as well.
/// </remarks>
internal sealed class DeliveryRoom(IQueueStore queues, WebhookOptions options, TimeProvider time) : IDisposable
{
    /// <summary>How long a queue that was full is believed to be full.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>After which part of the bound the queue is counted again.</summary>
    private const int Parts = 8;

    private readonly Lock _gate = new();

    /// <summary>For the whole process: one for each workspace would multiply by the number of workspaces.</summary>
    private readonly SemaphoreSlim _atOnce = new(options.EnqueueAtOnce);

    private long _sent;
    private bool _isFull;
    private long _lookedAt;

    /// <summary>Whether there is room. A queue that is too busy to be counted has none.</summary>
    public async ValueTask<bool> HasAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (IsKnownFull || _sent < options.MaxQueued / Parts)
            {
                return !IsKnownFull;
            }
        }

        var isFull = true;
        try
        {
            isFull = await queues.CountAsync(WebhookQueues.Deliver, cancellation).ConfigureAwait(false) >= options.MaxQueued;
        }
        catch (StorageUnavailableException)
        {
            // Asked again in a second.
        }

        Note(isFull);
        return !isFull;
    }

    /// <summary>Sends a message. False if the queue did not take it, or takes none at the moment; it may have taken it all the same.</summary>
    public async Task<bool> TrySendAsync(string queue, string message, CancellationToken cancellation)
    {
        await _atOnce.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            lock (_gate)
            {
                if (IsKnownFull)
                {
                    return false;
                }

                _sent++;
            }

            await queues.EnqueueAsync(queue, message, cancellation: cancellation).ConfigureAwait(false);
            return true;
        }
        catch (StorageUnavailableException)
        {
            Note(isFull: true);
            return false;
        }
        finally
        {
            _atOnce.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _atOnce.Dispose();

    private void Note(bool isFull)
    {
        lock (_gate)
        {
            (_isFull, _lookedAt) = (isFull, time.GetTimestamp());

            // A queue that was full is counted before anything goes into it again.
            _sent = isFull ? options.MaxQueued : 0;
        }
    }

    private bool IsKnownFull => _isFull && time.GetElapsedTime(_lookedAt) < LookAgain;
}
