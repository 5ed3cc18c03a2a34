using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>The records after a sequence number.</summary>
/// <param name="Records">The records in order.</param>
/// <param name="Tallies">The newest sums that the packs carry.</param>
/// <param name="HasRedo">Whether one of them belongs to a large write, whose rows may not be written yet.</param>
internal sealed record Tail(
    IReadOnlyList<LogRecord> Records, Tallies Tallies, bool HasRedo);

/// <summary>
/// One partition with a log: reading its head and tail, and committing. A commit is one entity group transaction that
/// replaces the head under its ETag, so that of two that began at the same head only one succeeds.
/// </summary>
internal sealed class PartitionLog(
    ITableStore store, IRandomSource random, string table, string partition, IRowPlanner planner)
{
    private const int MaxAttempts = 4;

    /// <summary>Reads the head.</summary>
    public async Task<Head> ReadHeadAsync(CancellationToken cancellation)
    {
        var row = await store.GetAsync(table, partition, LogKeys.Head, cancellation).ConfigureAwait(false);
        return row is null ? Head.None : new Head(RowCodec.Read(row.Data, RowCodec.Head), row.ETag);
    }

    /// <summary>Reads the records after a sequence number, until at least <paramref name="max"/> or all are read.</summary>
    public async Task<Tail> ReadTailAsync(long after, int max, CancellationToken cancellation)
    {
        var (from, to) = LogKeys.After(after);
        List<LogRecord>? records = null;
        var users = new Dictionary<long, EntryTally>();
        var projects = new Dictionary<long, EntryTally>();
        var hasRedo = false;
        string? continuation = null;

        // A pack has at least one record, so no more packs are needed than records.
        var pageRows = Math.Clamp(max, 1, TableLimits.MaxPageRows);
        do
        {
            var page = await store.QueryAsync(
                new RowRange(table, partition, from, to) { Continuation = continuation, MaxRows = pageRows }, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                var pack = RowCodec.Read(row.Data, RowCodec.Pack);
                hasRedo |= pack.IsRedo;
                records ??= [];

                // A pack is found by its last record; its first ones may be known already.
                records.AddRange(pack.Records.Where(record => record.Sequence > after).Select(record => record.ToRecord()));
                TallyRow.Merge(pack.UserTallies, users);
                TallyRow.Merge(pack.ProjectTallies, projects);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null && (records?.Count ?? 0) < max);
        return new Tail((IReadOnlyList<LogRecord>?)records ?? [], new Tallies(users, projects), hasRedo);
    }

    /// <summary>
    /// Commits on top of a head. When it returns, the records are durable and their rows are written. Returns the new head,
    /// or null if it is committed but others have committed since.
    /// </summary>
    /// <exception cref="HeadMovedException">Another instance committed first; nothing was written.</exception>
    /// <exception cref="Domain.Errors.DomainException">The write is larger than one commit can be; nothing was written.</exception>
    /// <exception cref="StorageUnavailableException">The store could not answer; the commit may have happened.</exception>
    public async Task<Head?> CommitAsync(Head head, Commit commit, CancellationToken cancellation)
    {
        var operation = NewOperationId();
        var plan = new RowPlan();
        planner.Plan(commit.Records, commit.Tallies, plan);
        var batch = new CommitBatch(table, partition, head, commit, operation, plan.ToWrites(table, partition));
        var written = await WriteAsync(head, batch, operation, cancellation).ConfigureAwait(false);

        // A large write is durable from here on: if this instance dies now, the next one to open the partition finishes it.
        return written is { Row.Redo: not null }
            ? await RollForwardAsync(written, cancellation).ConfigureAwait(false)
            : written;
    }

    /// <summary>Writes the rows of a large write that are still missing. Returns the head afterwards.</summary>
    public async Task<Head> RollForwardAsync(Head head, CancellationToken cancellation)
    {
        if (head.Row.Redo is not { From: var from })
        {
            return head;
        }

        var tail = await ReadTailAsync(from - 1, int.MaxValue, cancellation).ConfigureAwait(false);
        var plan = new RowPlan();
        planner.Plan([.. tail.Records.Where(record => record.Sequence <= head.Row.Sequence)], tail.Tallies, plan);
        var rows = plan.ToWrites(table, partition);
        var attempts = 0;
        while (head.Row.Redo is { } redo && redo.From == from)
        {
            var chunk = CommitBatch.Chunk(rows, redo.Done);
            var done = redo.Done + chunk.Count;
            var next = head.Row with { Redo = done < rows.Count ? redo with { Done = done } : null };
            try
            {
                var etags = await store.CommitAsync(
                    [CommitBatch.HeadWrite(table, partition, head, next), .. chunk], cancellation).ConfigureAwait(false);
                head = new Head(next, etags[0]);
            }
            catch (Exception e) when (e is RowConflictException or StorageUnavailableException && ++attempts < MaxAttempts * 10)
            {
                // Another instance rolls forward too, or our own batch was made and its answer lost: the head tells how far
                // the rows are.
                var found = await ReadHeadAsync(cancellation).ConfigureAwait(false);
                if (e is RowConflictException && found.ETag == head.ETag)
                {
                    throw new InvalidDataException("The rows of a partition do not agree with its log.", e);
                }

                head = found;
            }
        }

        return head;
    }

    private async Task<Head?> WriteAsync(Head head, CommitBatch batch, string operation, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var etags = await store.CommitAsync(batch.Writes, cancellation).ConfigureAwait(false);
                return new Head(batch.Head, etags[0]);
            }
            catch (RowConflictException e)
            {
                // Either another instance was first, or this is our own commit, whose answer was lost on the way and which
                // the client's pipeline then sent again: the operation id tells.
                var found = await ReadHeadAsync(cancellation).ConfigureAwait(false);
                if (await IsOwnAsync(found, batch, operation, cancellation).ConfigureAwait(false))
                {
                    return found.Row.OperationId == operation ? found : null;
                }

                throw found.ETag == head.ETag
                    ? new InvalidDataException("The rows of a partition do not agree with its log.", e)
                    : new HeadMovedException();
            }
            catch (StorageUnavailableException) when (attempt < MaxAttempts)
            {
                // It may have happened. If it has not, it is sent again with the same condition and operation id, so that
                // it cannot happen twice even if the first one is still on its way.
                var found = await ReadHeadAsync(cancellation).ConfigureAwait(false);
                if (await IsOwnAsync(found, batch, operation, cancellation).ConfigureAwait(false))
                {
                    return found.Row.OperationId == operation ? found : null;
                }

                if (found.ETag != head.ETag)
                {
                    throw new HeadMovedException();
                }
            }
        }
    }

    private async Task<bool> IsOwnAsync(Head found, CommitBatch batch, string operation, CancellationToken cancellation)
    {
        if (found.Row.OperationId == operation)
        {
            return true;
        }

        if (found.Row.Sequence < batch.Head.Sequence)
        {
            return false;
        }

        var pack = await store.GetAsync(table, partition, LogKeys.Pack(batch.Head.Sequence), cancellation).ConfigureAwait(false);
        return pack is not null && RowCodec.Read(pack.Data, RowCodec.Pack).OperationId == operation;
    }

    private string NewOperationId()
    {
        Span<byte> bytes = stackalloc byte[12];
        random.Fill(bytes);
        return Convert.ToBase64String(bytes);
    }
}
