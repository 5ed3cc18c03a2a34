using Microsoft.Extensions.Logging;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.EmbeddedHost.Queues;

/// <summary>
/// Keeps a received message invisible to others while it is worked on, by renewing its visibility timeout at half time.
/// </summary>
/// <remarks>
/// The official host leases for ten minutes. Here it is one: what a killed process held is taken up again after a minute.
/// </remarks>
internal sealed partial class MessageLease : IDisposable
{
    /// <summary>How long a received message is hidden, and hidden anew at each renewal.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource ended = new();
    private readonly IQueueStore store;
    private readonly string queue;
    private readonly ILogger logger;
    private readonly TimeProvider time;
    private readonly Task renewing;
    private QueueMessage message;

    public MessageLease(QueueMessage message, string queue, IQueueStore store, ILogger logger, TimeProvider time)
    {
        this.message = message;
        this.queue = queue;
        this.store = store;
        this.logger = logger;
        this.time = time;
        renewing = Renew();
    }

    /// <summary>Ends the renewals and returns the message with its newest pop receipt.</summary>
    public async Task<QueueMessage> End()
    {
        await ended.CancelAsync().ConfigureAwait(false);

        // A renewal under way changes the receipt: deleting with the one before it would fail.
        await renewing.ConfigureAwait(false);
        return message;
    }

    /// <inheritdoc />
    public void Dispose() => ended.Dispose();

    private async Task Renew()
    {
        var pause = Duration / 2;
        while (true)
        {
            await Task.Delay(pause, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
            {
                return;
            }

            try
            {
                if (await store.ChangeVisibilityAsync(queue, message, Duration, CancellationToken.None).ConfigureAwait(false) is not { } renewed)
                {
                    Lost(message.Id, queue);
                    return;
                }

                message = renewed;
                pause = Duration / 2;
            }
#pragma warning disable CA1031 // Whatever the store's trouble is, there is time for more tries before the message is seen again.
            catch (Exception error)
#pragma warning restore CA1031
            {
                NotRenewed(error, message.Id, queue);
                pause = RetryAfter;
            }
        }
    }

    [LoggerMessage(31, LogLevel.Warning, "Message {Message} of queue {Queue} became visible to others while it was worked on")]
    private partial void Lost(string message, string queue);

    [LoggerMessage(32, LogLevel.Warning, "Message {Message} of queue {Queue} could not be kept invisible; trying again")]
    private partial void NotRenewed(Exception error, string message, string queue);
}
