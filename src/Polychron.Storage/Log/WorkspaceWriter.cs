using System.Collections.Concurrent;
using System.Diagnostics;
using Polychron.Storage.Diagnostics;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Storage.Log;

/// <summary>
/// The queue of one workspace's writes in this instance. They run one after the other, each on what the one before left, and
/// as many as fit share a commit. While one group commits, the next one already runs on what that will leave. If another
/// instance committed first, all of them run again on the new state.
/// </summary>
/// <remarks>
/// Order of crashes: nobody is told anything of a group before its commit is durable, and a group that ran ahead begins its
/// commit only after the one it builds on has ended well. So a commit that is beaten or fails takes what ran ahead of it with it:
/// that was neither written nor told. It runs again, or is refused together with all that wait if the store cannot answer.
/// </remarks>
internal sealed class WorkspaceWriter(
    WorkspaceSession session, TransactionRunner runs, GroupCommit commits, TimeProvider time, IRandomSource random)
{
    /// <summary>The rows of a batch less head, pack and a margin.</summary>
    private const int RowsInCommit = TableLimits.MaxBatchRows - 4;

    /// <summary>How long a write tries again while other instances keep coming first.</summary>
    private static readonly TimeSpan MaxContention = TimeSpan.FromSeconds(30);

    private const int MaxPauseMilliseconds = 16;

    private readonly ConcurrentQueue<PendingWrite> _queue = new();
    private int _isDraining;

    /// <summary>Whether a write waits or runs.</summary>
    public bool IsBusy => Volatile.Read(ref _isDraining) != 0 || !_queue.IsEmpty;

    public Task<T> WriteAsync<T>(
        long actorId, Func<IWorkspaceTransaction, ValueTask<T>> work, CancellationToken cancellation)
    {
        var pending = new PendingWrite<T>(actorId, work, cancellation);
        _queue.Enqueue(pending);
        if (Interlocked.CompareExchange(ref _isDraining, 1, 0) == 0)
        {
            _ = DrainAsync();
        }

        return pending.Task;
    }

    private async Task DrainAsync()
    {
        // What runs here is of many requests, not of the one that happened to begin it.
        Activity.Current = null;
        var waiting = new List<PendingWrite>();
        do
        {
            // Before each commit, not once for several: whoever came during the last one fills up the next.
            WriteGroup? ahead = null;
            while (TakeArrived(waiting))
            {
                ahead = await RunSomeAsync(waiting, ahead).ConfigureAwait(false);
            }

            Volatile.Write(ref _isDraining, 0);

            // A write that was enqueued after the queue was seen empty, by a caller that still saw it draining.
        }
        while (!_queue.IsEmpty && Interlocked.CompareExchange(ref _isDraining, 1, 0) == 0);
    }

    /// <summary>Adds what has arrived; false if nothing waits.</summary>
    private bool TakeArrived(List<PendingWrite> waiting)
    {
        while (waiting.Count < RowsInCommit && _queue.TryDequeue(out var next))
        {
            waiting.Add(next);
        }

        return waiting.Count > 0;
    }

    /// <summary>
    /// Runs and commits the first ones that wait, as many as one commit holds, and takes them out. Those that ran ahead are
    /// the first of them. Returns what ran ahead meanwhile.
    /// </summary>
    private async Task<WriteGroup?> RunSomeAsync(List<PendingWrite> waiting, WriteGroup? ahead)
    {
        var began = time.GetTimestamp();
        using var activity = PolychronTelemetry.Source.HasListeners()
            ? LogMeter.Start(session.WorkspaceId, waiting.Select(pending => pending.Trace))
            : null;
        try
        {
            for (var lost = 1; ; lost++)
            {
                var state = await session.SyncAsync(CancellationToken.None).ConfigureAwait(false);
                var group = ahead is not null && ahead.IsOn(state.Picture) ? ahead : new WriteGroup(Uncommitted.On(state.Picture), RowsInCommit);
                await runs.FillAsync(group, waiting, 0).ConfigureAwait(false);
                var commit = commits.TryAsync(state, group, activity);
                ahead = await RunAheadAsync(commit, group, waiting).ConfigureAwait(false);
                if (await commit.ConfigureAwait(false))
                {
                    waiting.RemoveRange(0, group.Count);
                    return ahead;
                }

                ahead = null;
                if (time.GetElapsedTime(began) > MaxContention)
                {
                    throw new StorageUnavailableException("Other writers kept coming first; try again.");
                }

                await PauseAsync(lost).ConfigureAwait(false);
            }
        }
#pragma warning disable CA1031 // Whatever happened, each caller is told, and the queue goes on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            session.ForgetHead();
            waiting.ForEach(pending => pending.Fail(e));
            waiting.Clear();
            return null;
        }
    }

    /// <summary>Runs those that came after a group, on what its commit will leave, while it commits; null if there are none.</summary>
    private async Task<WriteGroup?> RunAheadAsync(Task commit, WriteGroup group, List<PendingWrite> waiting)
    {
        TakeArrived(waiting);
        if (commit.IsCompleted || group.IsEmpty || waiting.Count == group.Count)
        {
            return null;
        }

        var ahead = group.Next();
        try
        {
            await runs.FillAsync(ahead, waiting, group.Count).ConfigureAwait(false);
            return ahead;
        }
#pragma warning disable CA1031 // They run again in their turn and fail then, if they still do: the commit under way must be awaited.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>
    /// Waits a random while after a lost race, longer with each one, so that instances do not lose to each other in step.
    /// The first loss costs nothing: mostly the other instance is done.
    /// </summary>
    private Task PauseAsync(int lost)
    {
        Span<byte> bits = stackalloc byte[1];
        random.Fill(bits);
        var longest = Math.Min(1 << Math.Min(lost - 1, 10), MaxPauseMilliseconds);
        return lost == 1 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(bits[0] % (longest + 1)), time);
    }
}
