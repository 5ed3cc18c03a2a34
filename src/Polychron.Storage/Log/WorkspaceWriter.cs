using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using NodaTime;
using Polychron.Domain.Entries;
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
/// as many as fit share a commit. If another instance committed first, all of them run again on the new state.
/// </summary>
internal sealed class WorkspaceWriter(
    WorkspaceSession session,
    ITableStore store,
    IClock clock,
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
            while (TakeArrived(waiting))
            {
                await RunSomeAsync(waiting).ConfigureAwait(false);
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

    /// <summary>Runs and commits the first ones that wait, as many as one commit holds, and takes them out.</summary>
    private async Task RunSomeAsync(List<PendingWrite> waiting)
    {
        var began = Stopwatch.GetTimestamp();
        using var activity = PolychronTelemetry.Source.HasListeners()
            ? LogMeter.Start(session.WorkspaceId, waiting.Select(pending => pending.Trace))
            : null;
        try
        {
            for (var lost = 1; ; lost++)
            {
                var state = await session.SyncAsync(CancellationToken.None).ConfigureAwait(false);
                var group = await GatherAsync(state, waiting).ConfigureAwait(false);
                if (await TryCommitAsync(state, group, activity).ConfigureAwait(false))
                {
                    group.Complete();
                    waiting.RemoveRange(0, group.Count);
                    return;
                }

                if (Stopwatch.GetElapsedTime(began) > MaxContention)
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
        return lost == 1 ? Task.CompletedTask : Task.Delay(bits[0] % (longest + 1));
    }

    /// <summary>Runs waiting use cases on top of each other until their rows fill a batch.</summary>
    private async Task<Group> GatherAsync(SessionState state, List<PendingWrite> waiting)
    {
        var group = new Group(Uncommitted.On(state.Picture));
        for (var i = 0; i < waiting.Count && group.Rows < RowsInCommit; i++)
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

            if (!group.TryAdd(pending, transaction))
            {
                break;
            }
        }

        return group;
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

    /// <summary>Commits the group; false if it has to run again on a newer state.</summary>
    private async Task<bool> TryCommitAsync(SessionState state, Group group, Activity? activity)
    {
        if (group.IsEmpty)
        {
            // Nothing to write. What was refused was refused on this picture: if there is a newer one, ask again.
            var latest = await session.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
            if (latest is null)
            {
                session.ForgetHead();
            }

            return latest is not null && latest.Sequence == state.Picture.Sequence;
        }

        try
        {
            // The mark first: whoever dies between the two leaves a mark without news, not news without a mark. And again
            // where the commit took over into another minute, since the first mark may have been read before it was made.
            await news.MarkAsync(session.WorkspaceId).ConfigureAwait(false);
            var picture = group.State.Picture;
            var head = await session.Log.CommitAsync(state.Head!, group.ToCommit(state), CancellationToken.None).ConfigureAwait(false);
            session.Publish(new SessionState(picture, head));
            meter.Committed(session.WorkspaceId, picture.Sequence, group.Records, group.Count, activity);
            foreach (var observer in observers)
            {
                observer.Committed(session.WorkspaceId, picture);
            }

            await news.MarkAsync(session.WorkspaceId).ConfigureAwait(false);
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
            return true;
        }
    }

    /// <summary>The use cases that share a commit.</summary>
    private sealed class Group(Uncommitted state)
    {
        private readonly List<(PendingWrite Pending, Exception? Refusal)> _members = [];
        private readonly List<LogRecord> _records = [];
        private readonly List<RowWrite> _extras = [];
        private readonly HashSet<(EntityKind Kind, long Id)> _sums = [];

        public Uncommitted State { get; private set; } = state;

        public int Rows { get; private set; }

        public int Count => _members.Count;

        public int Records => _records.Count;

        public bool IsEmpty => _records.Count == 0 && _extras.Count == 0;

        public void Refuse(PendingWrite pending, Exception refusal) => _members.Add((pending, refusal));

        /// <summary>Adds a use case's changes if there is room; the first one always has it, however large.</summary>
        public bool TryAdd(PendingWrite pending, WorkspaceTransaction transaction)
        {
            var sums = transaction.Records.SelectMany(WorkspaceRowPlanner.Tallies).Where(sum => !_sums.Contains(sum)).ToHashSet();
            var rows = transaction.Extras.Count + sums.Count + transaction.Records.Sum(WorkspaceRowPlanner.MaxRows);
            if (Rows > 0 && Rows + rows > RowsInCommit)
            {
                return false;
            }

            _members.Add((pending, null));
            _records.AddRange(transaction.Records);
            _extras.AddRange(transaction.Extras);
            _sums.UnionWith(sums);
            Rows += rows;
            State = transaction.State;
            return true;
        }

        public Commit ToCommit(SessionState before)
        {
            // A sum that the group's records changed is as of one of them.
            var users = new Dictionary<long, EntryTally>();
            var projects = new Dictionary<long, EntryTally>();
            foreach (var entry in _records.SelectMany(record => new[] { record.Before, record.After }).OfType<Entry>())
            {
                Take(State.Picture.UserTallies, entry.UserId, users);
                Take(State.Picture.ProjectTallies, entry.ProjectId ?? 0, projects);
            }

            return new Commit(
                _records, new Tallies(users, projects), _extras, State.Picture.LongestSpan.BclCompatibleTicks / 10);

            void Take(ImmutableDictionary<long, EntryTally> all, long key, Dictionary<long, EntryTally> changed)
            {
                if (all.TryGetValue(key, out var tally) && tally.AsOf > before.Picture.Sequence)
                {
                    changed[key] = tally;
                }
            }
        }

        /// <summary>None of the changes was made: every use case that made some is refused.</summary>
        public void RefuseAll(Exception refusal)
        {
            for (var i = 0; i < _members.Count; i++)
            {
                _members[i] = (_members[i].Pending, _members[i].Refusal ?? refusal);
            }
        }

        public void Complete()
        {
            foreach (var (pending, refusal) in _members)
            {
                if (refusal is null)
                {
                    pending.Succeed();
                }
                else
                {
                    pending.Fail(refusal);
                }
            }
        }
    }
}
