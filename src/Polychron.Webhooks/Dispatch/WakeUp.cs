using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;

namespace Polychron.Webhooks.Dispatch;

/// <summary>
/// Wakes the dispatcher after commits of this process. A writer only leaves the workspace's number here; the message is sent
/// beside it, at most one for a workspace in <see cref="Pause"/>, however much it writes, and of many workspaces at most one
/// in <see cref="PauseEach"/>, since they share a queue with those of all other instances. What is lost with the process,
/// the sweep finds.
/// </summary>
internal sealed partial class WakeUp(IQueueStore queues, TimeProvider time, ILogger<WakeUp> logger) : BackgroundService, ICommitObserver
{
    /// <summary>The shortest time between two messages for a workspace.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The shortest time, on the average, between two messages of this process.</summary>
    public static readonly TimeSpan PauseEach = TimeSpan.FromMilliseconds(10);

    private readonly Channel<long> _changed = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentDictionary<long, bool> _waiting = new();

    /// <inheritdoc />
    public void Committed(long workspaceId, WorkspacePicture picture)
    {
        if (!picture.Webhooks.IsEmpty && _waiting.TryAdd(workspaceId, true))
        {
            _changed.Writer.TryWrite(workspaceId);
        }
    }

    /// <summary>Sends the messages for all that wait. Returns how many it tried to send.</summary>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        var sent = 0;
        while (_changed.Reader.TryRead(out var workspaceId))
        {
            // Forgotten before it is sent: a commit from here on may come too late for this message and asks for another.
            _waiting.TryRemove(workspaceId, out _);
            sent++;
            try
            {
                await Dispatcher.WakeAsync(queues, workspaceId, TimeSpan.Zero, cancellation).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Whatever the queue's trouble is, the sweep makes up for it.
            catch (Exception error) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                NotWoken(error, workspaceId);
            }
        }

        return sent;
    }

    /// <summary>How long nothing is sent after so many messages.</summary>
    public static TimeSpan PauseAfter(int sent) => TimeSpan.FromTicks(Math.Max(Pause.Ticks, sent * PauseEach.Ticks));

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _changed.Reader.WaitToReadAsync(stoppingToken).ConfigureAwait(false))
            {
                var sent = await SendAsync(stoppingToken).ConfigureAwait(false);
                await Task.Delay(PauseAfter(sent), time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(51, LogLevel.Warning, "The dispatcher could not be woken for workspace {WorkspaceId}; the next sweep does it")]
    private partial void NotWoken(Exception error, long workspaceId);
}
