using Polychron.Scale.Time;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Scale.World;

/// <summary>
/// A queue trigger of an instance, as the Functions host runs it: takes a batch whenever few enough messages are being worked
/// on, and looks less and less often at an empty queue.
/// </summary>
internal sealed class QueueTrigger(
    string queue, Func<string, Task> run, IQueueStore queues, HostFile settings, ActiveTime activity, VirtualTime time)
{
    /// <summary>The official host hides a message for ten minutes while it is worked on.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private TaskCompletionSource _finished = new();
    private int _running;

    /// <summary>Messages that went to the poison queue.</summary>
    public long Poisoned { get; private set; }

    /// <summary>Listens for good.</summary>
    public async Task ListenAsync()
    {
        var pause = FirstPause;
        while (true)
        {
            if (_running > settings.NewBatchThreshold)
            {
                _finished = new TaskCompletionSource();
                await _finished.Task.ConfigureAwait(false);
                continue;
            }

            IReadOnlyList<QueueMessage> batch = [];
            try
            {
                batch = await queues.ReceiveAsync(queue, settings.BatchSize, Lease).ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                // Looked at again after a pause.
            }

            foreach (var message in batch)
            {
                _running++;
                _ = WorkAsync(message);
            }

            pause = batch.Count > 0 ? FirstPause : pause;
            if (batch.Count == 0)
            {
                await time.Delay(pause).ConfigureAwait(false);
                pause = pause * 2 < settings.MaxPollingInterval ? pause * 2 : settings.MaxPollingInterval;
            }
        }
    }

    private async Task WorkAsync(QueueMessage message)
    {
        try
        {
            await activity.RunAsync(() => run(message.Body)).ConfigureAwait(false);
            await queues.DeleteAsync(queue, message).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it was, the host shows the message again, or sets it aside.
        catch (Exception)
#pragma warning restore CA1031
        {
            await FailAsync(message).ConfigureAwait(false);
        }

        _running--;
        _finished.TrySetResult();
    }

    private async Task FailAsync(QueueMessage message)
    {
        try
        {
            if (message.DequeueCount < settings.MaxDequeueCount)
            {
                await queues.ChangeVisibilityAsync(queue, message, settings.VisibilityTimeout).ConfigureAwait(false);
                return;
            }

            Poisoned++;
            await queues.EnqueueAsync(queue + "-poison", message.Body).ConfigureAwait(false);
            await queues.DeleteAsync(queue, message).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // Seen again when its lease is over.
        }
    }
}
