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
/// would not make them at all. Where the queue refuses some, the checkpoint passes the records before the first of them. Of two that run at once, the second one to move the checkpoint finds it moved and stops.
/// While the queue of deliveries is full, the rest stays in the log and is dispatched later.
/// </remarks>
internal sealed partial class Dispatcher(
    IWorkspaceLog log,
    IDispatchCheckpoints checkpoints,
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

            Step step;
            do
            {
                step = await room.HasAsync(cancellation).ConfigureAwait(false)
                    ? await StepAsync(workspaceId, cancellation).ConfigureAwait(false)
                    : Step.NoRoom;
            }
            while (step == Step.More);

            if (step == Step.NoRoom)
            {
                await postponed.AddAsync(workspaceId, cancellation).ConfigureAwait(false);
                Waits(workspaceId);
            }
            else
            {
                postponed.Remove(workspaceId);
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

    /// <summary>Dispatches some records.</summary>
    private async Task<Step> StepAsync(long workspaceId, CancellationToken cancellation)
    {
        if (await checkpoints.FindAsync(workspaceId, cancellation).ConfigureAwait(false) is not { } checkpoint)
        {
            return Step.Last;
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
            return Step.Last;
        }

        // What was sent is passed, or a queue at its limit would be asked for the same messages again and again.
        var unsent = await SendAsync(owed, cancellation).ConfigureAwait(false);
        var reached = unsent is null ? state : unsent.Value.Record > 0 ? passed[unsent.Value.Record - 1] : null;
        if (reached is not null && !await checkpoints.MoveAsync(checkpoint, reached, cancellation).ConfigureAwait(false))
        {
            return Step.Last;
        }

        if (reached is not null && owed.Count > 0)
        {
            Dispatched(workspaceId, reached.Sequence);
        }

        return unsent is not null ? Step.NoRoom : picture.Sequence > state.Sequence ? Step.More : Step.Last;
    }

    /// <summary>Sends messages. Returns the first one that found no room, or null.</summary>
    private async Task<Owed?> SendAsync(List<Owed> owed, CancellationToken cancellation)
    {
        var sent = new bool[owed.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, owed.Count),
            new ParallelOptions { MaxDegreeOfParallelism = options.EnqueueAtOnce, CancellationToken = cancellation },
            async (index, token) => sent[index] = await room.TrySendAsync(owed[index].Queue, owed[index].Message, token).ConfigureAwait(false))
            .ConfigureAwait(false);
        return Array.IndexOf(sent, false) is >= 0 and var first ? owed[first] : null;
    }

    [LoggerMessage(50, LogLevel.Debug, "Workspace {WorkspaceId} is dispatched up to record {Sequence}")]
    private partial void Dispatched(long workspaceId, long sequence);

    [LoggerMessage(52, LogLevel.Debug, "Workspace {WorkspaceId} waits: the queue of deliveries is full")]
    private partial void Waits(long workspaceId);

    /// <summary>What a step came to.</summary>
    private enum Step
    {
        /// <summary>There are more records.</summary>
        More,

        /// <summary>There are no more, or another one is at it.</summary>
        Last,

        /// <summary>Some found no room.</summary>
        NoRoom,
    }

    /// <summary>A message that a record owes.</summary>
    /// <param name="Record">The record's place in the step.</param>
    /// <param name="Queue">The queue.</param>
    /// <param name="Message">The message.</param>
    private readonly record struct Owed(int Record, string Queue, string Message);
}
