using System.Globalization;
using Microsoft.Extensions.Logging;
using Polychron.Domain.Webhooks;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Webhooks;
using Polychron.UseCases.Webhooks;

namespace Polychron.Webhooks.Dispatch;

/// <summary>Turns the records of a workspace's log into deliveries, from where it stopped the last time.</summary>
/// <remarks>
/// The order of its writes is what makes no record be lost: first the deliveries of some records, then the checkpoint that
/// passes them. Killed in between, the next run makes the same deliveries again, under the same ids; the other way round it
/// would not make them at all. Where the queue refuses some, the checkpoint passes the records before the first of them. Of two that run at once, the second one to move the checkpoint finds it moved and stops.
/// While the queue of deliveries is full, the rest stays in the log and is dispatched later.
/// </remarks>
internal sealed partial class Dispatcher(
    IWorkspaceLog log,
    IDispatchCheckpoints checkpoints,
    IQueueStore queues,
    RecordCache records,
    DeliveryRoom room,
    Postponed postponed,
    WebhookOptions options,
    ILogger<Dispatcher> logger)
{
    /// <summary>After how many deliveries, or somewhat more, the checkpoint is moved: what a crash makes double at most.</summary>
    private const int MaxStep = 500;

    private const int Turns = 64;

    /// <summary>In this process one run for a workspace at a time: others would make doubles only to find them out.</summary>
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, Turns).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Dispatches all that is new, as far as there is room. A workspace without a checkpoint never had a webhook.</summary>
    public async Task RunAsync(long workspaceId, CancellationToken cancellation)
    {
        var turn = _turns[workspaceId % Turns];
        await turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (postponed.Has(workspaceId))
            {
                return;
            }

            bool hasRoom, hasMore;
            do
            {
                hasRoom = await room.HasAsync(cancellation).ConfigureAwait(false);
                hasMore = hasRoom && await StepAsync(workspaceId, cancellation).ConfigureAwait(false);
            }
            while (hasMore);

            if (hasRoom)
            {
                postponed.Remove(workspaceId);
            }
            else
            {
                await postponed.AddAsync(workspaceId, cancellation).ConfigureAwait(false);
                Waits(workspaceId);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Asks for a run, now or after a delay.</summary>
    public static Task WakeAsync(IQueueStore queues, long workspaceId, TimeSpan delay, CancellationToken cancellation) => queues.EnqueueAsync(
        WebhookQueues.Dispatch, workspaceId.ToString(CultureInfo.InvariantCulture), delay, cancellation);

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
        var owed = new List<Owed>();
        var passed = new List<DispatchState>();
        foreach (var record in news)
        {
            if (owed.Count >= MaxStep)
            {
                break;
            }

            var before = owed.Count;
            owed.AddRange(state.Matching(record).Select(webhook => new Owed(
                passed.Count, WebhookQueues.Deliver, new DeliveryMessage(new DeliveryId(workspaceId, record.Sequence, webhook)).ToString())));
            if (owed.Count > before)
            {
                records.Keep(workspaceId, record);
            }

            if (record is { After: null, Before: Webhook gone })
            {
                owed.Add(new Owed(passed.Count, WebhookQueues.Purge, new PurgeMessage(workspaceId, gone.Id).ToString()));
            }

            state = state.After(record);
            passed.Add(state);
        }

        if (state.Sequence == checkpoint.State.Sequence)
        {
            return false;
        }

        var sent = new bool[owed.Count];
        try
        {
            await EnqueueAsync(owed, sent, cancellation).ConfigureAwait(false);
        }
        catch (StorageUnavailableException)
        {
            // What was sent is passed, or a queue at its limit would be asked for the same messages again and again.
            if (owed[Array.IndexOf(sent, false)].Record is > 0 and var record)
            {
                await checkpoints.MoveAsync(checkpoint, passed[record - 1], cancellation).ConfigureAwait(false);
            }

            throw;
        }

        if (!await checkpoints.MoveAsync(checkpoint, state, cancellation).ConfigureAwait(false))
        {
            return false;
        }

        if (owed.Count > 0)
        {
            Dispatched(workspaceId, state.Sequence, owed.Count);
        }

        return picture.Sequence > state.Sequence;
    }

    private Task EnqueueAsync(List<Owed> owed, bool[] sent, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, owed.Count),
        new ParallelOptions { MaxDegreeOfParallelism = options.EnqueueAtOnce, CancellationToken = cancellation },
        async (index, token) =>
        {
            await queues.EnqueueAsync(owed[index].Queue, owed[index].Message, cancellation: token).ConfigureAwait(false);
            sent[index] = true;
            room.Sent(1);
        });

    [LoggerMessage(50, LogLevel.Debug, "Workspace {WorkspaceId} is dispatched up to record {Sequence}: {Count} messages")]
    private partial void Dispatched(long workspaceId, long sequence, int count);

    [LoggerMessage(52, LogLevel.Debug, "Workspace {WorkspaceId} waits: the queue of deliveries is full")]
    private partial void Waits(long workspaceId);

    /// <summary>A message that a record owes.</summary>
    /// <param name="Record">The record's place in the step.</param>
    /// <param name="Queue">The queue.</param>
    /// <param name="Message">The message.</param>
    private readonly record struct Owed(int Record, string Queue, string Message);
}
