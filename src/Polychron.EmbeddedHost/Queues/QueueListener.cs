using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>Takes one queue's messages in batches and has them worked on at the same time.</summary>
internal sealed partial class QueueListener(
    string queue, IQueueStore store, QueueSettings settings, QueueSignal signal, QueueMessageWorker worker, ILogger logger, TimeProvider time)
{
    private readonly IdlePause pause = new(settings.MaxPollingInterval);
    private readonly List<Task> running = [];

    /// <summary>Listens until stopped, then ends when the messages that it holds are done.</summary>
    public async Task Run(CancellationToken stopping, CancellationToken abandoning)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                running.RemoveAll(work => work.IsCompleted);
                if (running.Count > settings.NewBatchThreshold)
                {
                    await Task.WhenAny(running).ConfigureAwait(false);
                    continue;
                }

                await TakeBatch(stopping, abandoning).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stopped while it waited.
        }

        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private async Task TakeBatch(CancellationToken stopping, CancellationToken abandoning)
    {
        IReadOnlyList<QueueMessage> batch;
        try
        {
            // Not cancelled by a stop: a cancelled receive may have hidden messages that nobody then holds.
            batch = await store.ReceiveAsync(queue, settings.BatchSize, MessageLease.Duration, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the store's trouble is, the queue is looked at again after a pause.
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotReceived(error, queue);
            await Task.Delay(pause.Take(), time, stopping).ConfigureAwait(false);
            return;
        }

        if (batch.Count == 0)
        {
            await signal.Wait(pause.Take(), stopping).ConfigureAwait(false);
            return;
        }

        pause.Reset();
        foreach (var message in batch)
        {
            // Off this loop from the start: a function may do much before it first waits.
            running.Add(Task.Run(() => worker.Work(message, abandoning), CancellationToken.None));
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "Queue {Queue} could not be read")]
    private partial void NotReceived(Exception error, string queue);
}
