using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Discovery;
using Polychron.EmbeddedHost.Invocation;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>Works on one message: runs the function, then deletes the message, lets it be seen again, or sets it aside.</summary>
internal sealed partial class QueueMessageWorker(
    FunctionDescriptor function,
    string queue,
    IQueueStore store,
    QueueSettings settings,
    BackgroundInvoker invoker,
    ILogger logger,
    TimeProvider time)
{
    /// <summary>What follows a queue's name in the name of its poison queue.</summary>
    public const string PoisonSuffix = "-poison";

    /// <summary>Works on the message; throws nothing.</summary>
    public async Task Work(QueueMessage message, CancellationToken abandoning)
    {
        try
        {
            if (message.DequeueCount > settings.MaxDequeueCount)
            {
                // Its last run did not come to its end: the process was killed in it, or in setting it aside.
                await SetAside(message).ConfigureAwait(false);
                return;
            }

            using var lease = new MessageLease(message, queue, store, logger, time);
            var succeeded = await invoker.Run(function, message.Body, abandoning).ConfigureAwait(false);
            var held = await lease.End().ConfigureAwait(false);
            if (succeeded)
            {
                await store.DeleteAsync(queue, held, CancellationToken.None).ConfigureAwait(false);
            }
            else if (abandoning.IsCancellationRequested)
            {
                // Not the message's fault: the next start is to have it at once.
                await store.ChangeVisibilityAsync(queue, held, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
            }
            else if (held.DequeueCount >= settings.MaxDequeueCount)
            {
                await SetAside(held).ConfigureAwait(false);
            }
            else
            {
                await store.ChangeVisibilityAsync(queue, held, settings.VisibilityTimeout, CancellationToken.None).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // The store's trouble: the message is seen again when its visibility timeout is over.
        catch (Exception error)
#pragma warning restore CA1031
        {
            NotSettled(error, message.Id, queue);
        }
    }

    private async Task SetAside(QueueMessage message)
    {
        // The copy first, the deletion after it: killed in between, the message is seen again and copied twice. The other
        // way round it would be lost.
        await store.EnqueueAsync(queue + PoisonSuffix, message.Body, TimeSpan.Zero, CancellationToken.None).ConfigureAwait(false);
        await store.DeleteAsync(queue, message, CancellationToken.None).ConfigureAwait(false);
        Poisoned(message.Id, queue, message.DequeueCount, function.Name);
    }

    [LoggerMessage(33, LogLevel.Error, "Message {Message} of queue {Queue} was set aside in the poison queue after {DequeueCount} tries of function {Function}")]
    private partial void Poisoned(string message, string queue, long dequeueCount, string function);

    [LoggerMessage(34, LogLevel.Warning, "What became of message {Message} could not be written to queue {Queue}; it will be seen again")]
    private partial void NotSettled(Exception error, string message, string queue);
}
