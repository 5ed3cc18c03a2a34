using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Polychron.Domain.Budgets;
using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.Domain.Workspaces;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>One use case's transaction.</summary>
internal sealed class WorkspaceTransaction(
    long workspaceId, long actorId, Instant now, ITableStore store, EntryReader reader, Uncommitted start)
    : IWorkspaceTransaction
{
    private readonly List<LogRecord> _records = [];
    private readonly List<RowWrite> _extras = [];
    private readonly string _partition = WorkspaceKeys.Partition(workspaceId);
    private readonly Dictionary<long, Entry?> _loaded = [];
    private ImmutableDictionary<long, Entry?> _entries = start.Entries;
    private ImmutableDictionary<string, ReadOnlyMemory<byte>> _replies = start.Replies;
    private ImmutableList<ImportedRows> _imported = start.Imported;

    public long WorkspaceId => workspaceId;

    public long ActorId => actorId;

    public Instant Now => now;

    public WorkspacePicture Picture { get; private set; } = start.Picture;

    public IReadOnlyList<LogRecord> Records => _records;

    public IReadOnlyList<RowWrite> Extras => _extras;

    /// <summary>What there is after this transaction, for the next one of the same commit.</summary>
    public Uncommitted State => new(Picture, _entries, _replies, _imported);

    public T Create<T>(T draft, long? id = null)
        where T : Entity
    {
        var created = (T)(draft with
        {
            Id = id ?? Picture.Sequence + 1,
            Version = 1,
            Sequence = Picture.Sequence + 1,
            CreatedAt = now,
            UpdatedAt = now,
        });
        Record(null, created);
        return created;
    }

    public T Update<T>(T before, T after)
        where T : Entity
    {
        if (before.Equals(after))
        {
            return before;
        }

        var changed = (T)(after with
        {
            Id = before.Id,
            Version = before.Version + 1,
            Sequence = Picture.Sequence + 1,
            CreatedAt = before.CreatedAt,
            UpdatedAt = now,
        });
        Record(before, changed);
        return changed;
    }

    public void Delete(Entity entity) => Record(entity, null);

    public void Learn(BudgetWindow window) =>
        Picture = Picture with { BudgetWindows = Picture.BudgetWindows.SetItem(window.ProjectId, window) };

    public ValueTask<Entry?> FindEntryAsync(long id, CancellationToken cancellation = default) =>
        _entries.TryGetValue(id, out var changed) ? ValueTask.FromResult(changed)
        : _loaded.TryGetValue(id, out var loaded) ? ValueTask.FromResult(loaded)
        : reader.FindAsync(id, cancellation);

    public async ValueTask LoadEntriesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation = default)
    {
        var unknown = ids.Where(id => !_entries.ContainsKey(id)).ToHashSet();
        foreach (var entry in await reader.FindManyAsync(unknown, cancellation).ConfigureAwait(false))
        {
            _loaded[entry.Id] = entry;
            unknown.Remove(entry.Id);
        }

        foreach (var id in unknown)
        {
            _loaded[id] = null;
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<Entry>> ScanEntriesAsync(
        EntryScan scan, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // Changed entries, where they now stand, are merged into the stored ones, from which their old selves are left out.
        var changed = new Queue<Entry>(_entries.Values.OfType<Entry>().Where(scan.Contains).Order(NewestFirst));
        await foreach (var page in reader.ScanAsync(scan, cancellation).ConfigureAwait(false))
        {
            var merged = new List<Entry>(page.Count);
            foreach (var stored in page)
            {
                while (changed.TryPeek(out var next) && NewestFirst.Compare(next, stored) < 0)
                {
                    merged.Add(changed.Dequeue());
                }

                if (!_entries.ContainsKey(stored.Id))
                {
                    merged.Add(stored);
                }
            }

            yield return merged;
        }

        yield return [.. changed];
    }

    public async ValueTask<long> CountEntriesAsync(EntryScan scan, CancellationToken cancellation = default)
    {
        long count = 0;
        await foreach (var page in ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            count += page.Count;
        }

        return count;
    }

    public async ValueTask<StoredReply?> FindReplyAsync(ReplyKey key, CancellationToken cancellation = default)
    {
        var row = WorkspaceKeys.Reply(key);

        // One that shares this commit may have the same key: a client that did not wait for its answer.
        var data = _replies.TryGetValue(row, out var uncommitted)
            ? uncommitted
            : (await store.GetAsync(WorkspaceKeys.Table, _partition, row, cancellation).ConfigureAwait(false))?.Data;
        if (data is not { } stored)
        {
            return null;
        }

        var reply = RowCodec.Read(stored, RowCodec.Reply);
        return reply.IsExpired(now) ? null : reply.ToReply();
    }

    public void StoreReply(ReplyKey key, StoredReply reply)
    {
        var row = WorkspaceKeys.Reply(key);
        var data = RowCodec.Write(ReplyRow.From(reply, now), RowCodec.Reply);
        _extras.Add(new RowWrite(RowAction.Upsert, WorkspaceKeys.Table, _partition, row, data));
        _replies = _replies.SetItem(row, data);
    }

    public async IAsyncEnumerable<ImportedRows> ReadImportedAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var last = after;
        await foreach (var stored in reader.ReadImportedAsync(after, cancellation).ConfigureAwait(false))
        {
            last = stored.Sequence;
            yield return stored;
        }

        // Those that share this commit, or the one under way, which may have been stored just now, come after all others.
        foreach (var noted in _imported.Where(noted => noted.Sequence > last))
        {
            yield return noted;
        }
    }

    public void NoteImported(IReadOnlyList<UInt128> ids)
    {
        // The key is the last record's number: without a record of its own, this note would take another one's place.
        if (_records.Count == 0 || _imported != start.Imported || ids.Count is 0 or > ImportedRows.MaxIds)
        {
            throw new InvalidOperationException("A write notes the rows that it imported once, after a change.");
        }

        _extras.Add(new RowWrite(
            RowAction.Upsert, WorkspaceKeys.Table, _partition, WorkspaceKeys.Imported(Picture.Sequence), ImportedRow.Write(ids)));
        _imported = _imported.Add(new ImportedRows(Picture.Sequence, ids));
    }

    private static Comparer<Entry> NewestFirst { get; } = Comparer<Entry>.Create(
        (a, b) => a.Start != b.Start ? b.Start.CompareTo(a.Start) : b.Id.CompareTo(a.Id));

    private void Record(Entity? before, Entity? after)
    {
        var record = new LogRecord(Picture.Sequence + 1, now, actorId, before, after);
        _records.Add(record);
        Picture = Picture.Apply(record);
        if (record.Subject is Entry entry)
        {
            _entries = _entries.SetItem(entry.Id, (Entry?)after);
        }
    }
}
