using System.Collections.Concurrent;
using System.Diagnostics;
using NodaTime;
using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Domain.Time;
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
    WorkspaceSession session,
    ITableStore store,
    IClock clock,
    TimeProvider time,
    IRandomSource random,
    NewsBoard news,
    IReadOnlyList<IWriteConsequence> consequences,
    ICommitObserver[] observers,
    LogMeter meter)
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
                await FillAsync(group, waiting, 0).ConfigureAwait(false);
                var commit = TryCommitAsync(state, group, activity);
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
            await FillAsync(ahead, waiting, group.Count).ConfigureAwait(false);
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

    /// <summary>Runs waiting use cases on top of each other, from a position on, until their rows fill a batch.</summary>
    private async Task FillAsync(WriteGroup group, List<PendingWrite> waiting, int from)
    {
        for (var i = from + group.Count; i < waiting.Count && !group.IsFull; i++)
        {
            var pending = waiting[i];
            if (pending.IsCancelled)
            {
                group.Refuse(pending, new OperationCanceledException());
                continue;
            }

            var transaction = new WorkspaceTransaction(
                session.WorkspaceId,
                pending.ActorId,
                Microseconds.Truncate(clock.GetCurrentInstant()),
                store,
                session.Reader,
                group.State);
            try
            {
                await pending.RunAsync(transaction).ConfigureAwait(false);
                await AddConsequencesAsync(transaction).ConfigureAwait(false);
            }
            catch (StorageUnavailableException)
            {
                throw;
            }
#pragma warning disable CA1031 // A use case that fails drops its own changes, and its caller is told.
            catch (Exception e)
#pragma warning restore CA1031
            {
                group.Refuse(pending, e);
                continue;
            }

            group.TryAdd(pending, transaction);
        }
    }

    private async ValueTask AddConsequencesAsync(WorkspaceTransaction transaction)
    {
        if (transaction.Records.Count == 0)
        {
            return;
        }

        IReadOnlyList<LogRecord> changes = [.. transaction.Records];
        foreach (var consequence in consequences)
        {
            await consequence.RunAsync(transaction, changes).ConfigureAwait(false);
        }
    }

    /// <summary>Commits the group and tells its callers; false if it has to run again on a newer state.</summary>
    private async Task<bool> TryCommitAsync(SessionState state, WriteGroup group, Activity? activity)
    {
        if (group.IsEmpty)
        {
            // Nothing to write. What was refused was refused on this picture: if there is a newer one, ask again.
            var latest = await session.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
            if (latest is null)
            {
                session.ForgetHead();
            }

            if (latest?.Sequence != state.Picture.Sequence)
            {
                return false;
            }

            group.Complete();
            return true;
        }

        try
        {
            // The mark first: whoever dies between the two leaves a mark without news, not news without a mark. And again
            // where the commit took over into another minute, since the first mark may have been read before it was made.
            await news.MarkAsync(session.WorkspaceId).ConfigureAwait(false);
            var picture = group.State.Picture;
            var head = await session.Log.CommitAsync(state.Head!, group.ToCommit(), CancellationToken.None).ConfigureAwait(false);
            session.Publish(new SessionState(picture, head));
            meter.Committed(session.WorkspaceId, picture.Sequence, group.Records, group.Count, activity);
            foreach (var observer in observers)
            {
                observer.Committed(session.WorkspaceId, picture);
            }

            await news.MarkAsync(session.WorkspaceId).ConfigureAwait(false);
            group.Complete();
            return true;
        }
        catch (HeadMovedException)
        {
            meter.Lost(session.WorkspaceId, activity);
            session.ForgetHead();
            return false;
        }
        catch (DomainException tooLarge)
        {
            // Only a use case that has the commit to itself can be too large for one.
            group.RefuseAll(tooLarge);
            group.Complete();
            return true;
        }
    }
}
