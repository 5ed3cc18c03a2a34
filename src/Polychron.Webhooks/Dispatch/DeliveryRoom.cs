using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// Whether the queue of deliveries has room for more. A queue does so many operations a second, and sending takes them from
/// receiving: one that is filled without a bound is emptied more slowly the longer it gets. What finds no room stays in the
/// log, where it is in order and costs nothing.
/// </summary>
/// <remarks>
/// A count is an operation too. It is asked for when this process has sent a part of the bound since the last one, and of a
/// full queue at most once a second; so each instance may go beyond the bound by that part, and a quiet server never counts.
/// </remarks>
internal sealed class DeliveryRoom(IQueueStore queues, WebhookOptions options, TimeProvider time)
{
    /// <summary>How long a queue that was full is believed to be full.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>After which part of the bound the queue is counted again.</summary>
    private const int Parts = 8;

    private readonly Lock _gate = new();
    private long _sent;
    private bool _isFull;
    private long _lookedAt;

    /// <summary>Whether there is room. A queue that is too busy to be counted has none.</summary>
    public async ValueTask<bool> HasAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_isFull && time.GetElapsedTime(_lookedAt) < LookAgain)
            {
                return false;
            }

            if (!_isFull && _sent < options.MaxQueued / Parts)
            {
                return true;
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

        lock (_gate)
        {
            (_sent, _isFull, _lookedAt) = (0, isFull, time.GetTimestamp());
        }

        return !isFull;
    }

    /// <summary>Notes that so many messages were sent.</summary>
    public void Sent(int messages)
    {
        lock (_gate)
        {
            _sent += messages;
        }
    }
}
