using System.Globalization;
using Microsoft.Extensions.Logging;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>Turns the records of a workspace's log into deliveries, from where it stopped the last time.</summary>
/// <remarks>
/// The order of its writes is what makes no record be lost: first the deliveries of some records, then the checkpoint that
/// passes them. Killed in between, the next run makes the same deliveries again, under the same ids; the other way round it
/// would not make them at all. Of two that run at once, the second one to move the checkpoint finds it moved and stops.
/// </remarks>
internal sealed partial class Dispatcher(
    IWorkspaceLog log,
    IDispatchCheckpoints checkpoints,
    IQueueStore queues,
    RecordCache records,
    WebhookOptions options,
    ILogger<Dispatcher> logger)
{
    /// <summary>After how many deliveries, or somewhat more, the checkpoint is moved: what a crash makes double at most.</summary>
    private const int MaxStep = 500;

    private const int Turns = 64;

    /// <summary>In this process one run for a workspace at a time: others would make doubles only to find them out.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Dispatches all that is new. A workspace without a checkpoint never had a webhook.</summary>
    public async Task RunAsync(long workspaceId, CancellationToken cancellation)
    {
        var turn = _turns[workspaceId % Turns];
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            while (await StepAsync(workspaceId, cancellation).ConfigureAwait(false))
            {
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks for a run.</summary>
    public static Task WakeAsync(IQueueStore queues, long workspaceId, CancellationToken cancellation) => queues.EnqueueAsync(
        WebhookQueues.Dispatch, workspaceId.ToString(CultureInfo.InvariantCulture), cancellation: cancellation);

    /// <summary>Dispatches some records. False if there are no more, or another one is at it.</summary>
    private async Task<bool> StepAsync(long workspaceId, CancellationToken cancellation)
    {
        if (await checkpoints.FindAsync(workspaceId, cancellation).ConfigureAwait(false) is not { } checkpoint)
        {
            return false;
        }

        var picture = (await log.OpenAsync(workspaceId, cancellation).ConfigureAwait(false)).Picture;
        var state = checkpoint.State.Skip(picture.Webhooks.Keys, picture.Sequence);
        var news = picture.Sequence > state.Sequence
            ? await log.ReadLogAsync(workspaceId, state.Sequence, MaxStep, cancellation).ConfigureAwait(false)
            : [];
        var deliveries = new List<DeliveryId>();
        var purges = new List<PurgeMessage>();
        foreach (var record in news)
        {
            if (deliveries.Count >= MaxStep)
            {
                break;
            }

            var before = deliveries.Count;
            deliveries.AddRange(state.Matching(record).Select(webhook => new DeliveryId(workspaceId, record.Sequence, webhook)));
            if (deliveries.Count > before)
            {
                records.Keep(workspaceId, record);
            }

            if (record is { After: null, Before: Webhook gone })
            {
                purges.Add(new PurgeMessage(workspaceId, gone.Id));
            }

            state = state.After(record);
        }

        if (state.Sequence == checkpoint.State.Sequence)
        {
            return false;
        }

        await EnqueueAsync(deliveries, purges, cancellation).ConfigureAwait(false);
        if (!await checkpoints.MoveAsync(checkpoint, state, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        if (deliveries.Count > 0)
        {
            Dispatched(workspaceId, state.Sequence, deliveries.Count);
        }

        return picture.Sequence > state.Sequence;
    }

    private async Task EnqueueAsync(List<DeliveryId> deliveries, List<PurgeMessage> purges, CancellationToken cancellation)
    {
        await Parallel.ForEachAsync(
            deliveries,
            new ParallelOptions { MaxDegreeOfParallelism = options.EnqueueAtOnce, CancellationToken = cancellation },
            async (id, token) => await queues.EnqueueAsync(
                WebhookQueues.Deliver, new DeliveryMessage(id).ToString(), cancellation: token).ConfigureAwait(false))
            .ConfigureAwait(false);
        foreach (var purge in purges)
        {
            await queues.EnqueueAsync(WebhookQueues.Purge, purge.ToString(), cancellation: cancellation).ConfigureAwait(false);
        }
    }

    [LoggerMessage(50, LogLevel.Debug, "Workspace {WorkspaceId} is dispatched up to record {Sequence}: {Count} deliveries")]
    private partial void Dispatched(long workspaceId, long sequence, int count);
}
