using System.Collections.Concurrent;
using NodaTime;
using Polychron.Domain.Log;
using Polychron.Storage.Diagnostics;
using Polychron.Storage.Keys;
using Polychron.Storage.Rollups;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;
using Polychron.UseCases.Reports.Plans;

namespace Polychron.Storage.Log;

/// <summary>The workspaces over the table port. What is held in memory of each is only a cache of its log.</summary>
/// <param name="store">The table port.</param>
/// <param name="random">Makes operation ids.</param>
/// <param name="clock">Says when writes are made.</param>
/// <param name="time">Measures how long a write keeps losing to other instances, and its pauses in between.</param>
/// <param name="consequences">What follows from writes; null for nothing.</param>
/// <param name="observers">Who hears of this instance's commits; null for nobody.</param>
/// <param name="limits">When reports read kept cells; null for the usual limits.</param>
/// <param name="meter">Measures commits; null for one that nobody listens to.</param>
public sealed class WorkspaceLog(
    ITableStore store,
    IRandomSource random,
    IClock clock,
    TimeProvider time,
    IEnumerable<IWriteConsequence>? consequences = null,
    IEnumerable<ICommitObserver>? observers = null,
    ReportLimits? limits = null,
    LogMeter? meter = null) : IWorkspaceLog
{
    private const int MaxKnown = 5_000;

    private readonly RollupStore _rollups = new(store);
    private readonly NewsBoard _news = new(store, clock);
    private readonly ReportLimits _limits = limits ?? new ReportLimits();
    private readonly LogMeter _meter = meter ?? new LogMeter();
    private readonly IWriteConsequence[] _consequences = [.. consequences ?? []];
    private readonly ICommitObserver[] _observers = [.. observers ?? []];
    private readonly ConcurrentDictionary<long, (WorkspaceSession Session, WorkspaceWriter Writer)> _known = new();

    /// <inheritdoc />
    public async ValueTask<IWorkspaceView> OpenAsync(long workspaceId, CancellationToken cancellation = default)
    {
        var (session, writer) = Find(workspaceId);
        var picture = await session.RefreshAsync(cancellation).ConfigureAwait(false);
        if (picture is null)
        {
            // A large write was committed whose rows may be missing: the writer's turn finishes it, or waits for its own.
            session.ForgetHead();
            picture = await writer.WriteAsync(0, transaction => ValueTask.FromResult(transaction.Picture), cancellation)
                .ConfigureAwait(false);
        }

        return new WorkspaceView(
            workspaceId, picture, session.Reader, new CellReader(_rollups, this, session.WorkspaceId, _limits));
    }

    /// <inheritdoc />
    public Task<T> WriteAsync<T>(
        long workspaceId, long actorId, Func<IWorkspaceTransaction, ValueTask<T>> work, CancellationToken cancellation = default) =>
        Find(workspaceId).Writer.WriteAsync(actorId, work, cancellation);

    /// <inheritdoc />
    public async Task<IReadOnlyList<LogRecord>> ReadLogAsync(
        long workspaceId, long after, int max, CancellationToken cancellation = default) =>
        (await Find(workspaceId).Session.Log.ReadTailAsync(after, max, cancellation).ConfigureAwait(false)).Records;

    /// <inheritdoc />
    public async Task<long> ReadSequenceAsync(long workspaceId, CancellationToken cancellation = default)
    {
        var row = await store.GetAsync(WorkspaceKeys.Table, WorkspaceKeys.Partition(workspaceId), LogKeys.Head, cancellation)
            .ConfigureAwait(false);
        return row is null ? 0 : RowCodec.Read(row.Data, RowCodec.Head).Sequence;
    }

    /// <inheritdoc />
    public async Task<long> TrimAsync(long workspaceId, long upTo, Instant before, CancellationToken cancellation = default)
    {
        // A large write is finished first: its rows are made from the records.
        await OpenAsync(workspaceId, cancellation).ConfigureAwait(false);
        var session = Find(workspaceId).Session;
        session.ForgetHead();
        var state = await session.SyncAsync(cancellation).ConfigureAwait(false);
        return await LogTrimmer.TrimAsync(
            store, WorkspaceKeys.Partition(session.WorkspaceId), upTo, before, state.Picture.Sequence, cancellation)
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<int> PurgeRepliesAsync(long workspaceId, CancellationToken cancellation = default)
    {
        var partition = WorkspaceKeys.Partition(workspaceId);
        var (from, to) = WorkspaceKeys.Replies;
        var range = new RowRange(WorkspaceKeys.Table, partition, from, to) { MaxRows = TableLimits.MaxBatchRows };
        var now = clock.GetCurrentInstant();
        var purged = 0;
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            var expired = page.Rows
                .Where(row => RowCodec.Read(row.Data, RowCodec.Reply).IsExpired(now))
                .Select(row => new RowWrite(RowAction.Delete, WorkspaceKeys.Table, partition, row.Row, default, row.ETag))
                .ToList();
            try
            {
                if (expired.Count > 0)
                {
                    await store.CommitAsync(expired, cancellation).ConfigureAwait(false);
                    purged += expired.Count;
                }
            }
            catch (RowConflictException)
            {
                // One of the keys was used anew, or another purge was faster: the next purge takes what is left.
            }

            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
        return purged;
    }

    private (WorkspaceSession Session, WorkspaceWriter Writer) Find(long workspaceId)
    {
        // A number that cannot be a workspace's is as good as 0, which never is one.
        workspaceId = workspaceId is < 0 or > KeyParts.MaxNumber ? 0 : workspaceId;
        if (_known.TryGetValue(workspaceId, out var known))
        {
            return known;
        }

        if (_known.Count >= MaxKnown)
        {
            // Only a cache: whatever is dropped is read again. A writer that is dropped while it works still commits under
            // the head's ETag, as another instance's would.
            foreach (var idle in _known.Where(entry => !entry.Value.Writer.IsBusy).Take(MaxKnown / 10).ToList())
            {
                _known.TryRemove(idle);
            }
        }

        return _known.GetOrAdd(workspaceId, id =>
        {
            var session = new WorkspaceSession(store, random, id);
            var runs = new TransactionRunner(session, store, clock, _consequences);
            var commits = new GroupCommit(session, _news, _observers, _meter);
            return (session, new WorkspaceWriter(session, runs, commits, time, random));
        });
    }
}
