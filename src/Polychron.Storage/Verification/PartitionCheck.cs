using System.Buffers.Binary;
using System.Security.Cryptography;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Verification;

/// <summary>
/// The rows of one partition: its log's numbers have no gap and end at its head, and each index of entries has exactly the
/// entries, under the keys that they have by their values.
/// </summary>
internal sealed class PartitionCheck(string table, string partition, Action<string> fault)
{
    // An index is compared by the count and the sum of hashes of its rows: no list of entries is kept.
    private readonly Dictionary<EntryRowKind, (long Count, UInt128 Sum)> _copies = [];
    private HeadRow? _head;
    private long _last;
    private bool _hasPacks;

    /// <summary>How many records its log has.</summary>
    public long Records { get; private set; }

    /// <summary>How many entries it has.</summary>
    public long Entries => _copies.GetValueOrDefault(EntryRowKind.Entry).Count;

    private bool HasLog => table == WorkspaceKeys.Table || (table == DirectoryKeys.Table && partition == DirectoryKeys.Partition);

    /// <summary>Takes the next row.</summary>
    public void Take(TableRow row)
    {
        if (!HasLog)
        {
            return;
        }

        if (row.Row == LogKeys.Head)
        {
            _head = RowCodec.Read(row.Data, RowCodec.Head);
        }
        else if (LogKeys.IsPack(row.Row))
        {
            TakePack(row);
        }
        else if (table == WorkspaceKeys.Table && WorkspaceKeys.EntryKindOf(row.Row) is { } kind)
        {
            TakeEntry(row, kind);
        }
    }

    /// <summary>Checks what needs all rows.</summary>
    public void End()
    {
        if (!HasLog)
        {
            return;
        }

        if (_head is null)
        {
            fault($"{table}/{partition} has rows and no head.");
            return;
        }

        if (_last != _head.Sequence && (_hasPacks || _head.Sequence > 0))
        {
            fault($"{table}/{partition}: the log ends at {_last} and the head is at {_head.Sequence}.");
        }

        // A large write is committed with its records; its rows follow, also after a crash, when the partition is next opened.
        if (_head.Redo is null)
        {
            CompareIndexes();
        }
    }

    private void TakePack(TableRow row)
    {
        foreach (var record in RowCodec.Read(row.Data, RowCodec.Pack).Records)
        {
            // Retention deletes the oldest ones, so that a log may begin anywhere.
            if (_hasPacks && record.Sequence != _last + 1)
            {
                fault($"{table}/{partition}: record {record.Sequence} follows record {_last}.");
            }

            (_last, _hasPacks) = (record.Sequence, true);
            Records++;
        }

        if (row.Row != LogKeys.Pack(_last))
        {
            fault($"{table}/{partition}/{row.Row} ends with record {_last}.");
        }
    }

    private void TakeEntry(TableRow row, EntryRowKind kind)
    {
        var entry = RowCodec.ReadEntry(row.Data);
        var (everyone, user, project) = WorkspaceKeys.Indexes(entry);
        var expected = kind switch
        {
            EntryRowKind.Everyone => everyone,
            EntryRowKind.User => user,
            EntryRowKind.Project => project,
            _ => WorkspaceKeys.Entry(entry.Id),
        };
        if (row.Row != expected)
        {
            fault($"{table}/{partition}/{row.Row} holds what belongs at {expected}.");
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row.Data.Span, hash);
        var (count, sum) = _copies.GetValueOrDefault(kind);
        _copies[kind] = (count + 1, unchecked(sum + BinaryPrimitives.ReadUInt128LittleEndian(hash)));
    }

    private void CompareIndexes()
    {
        var entries = _copies.GetValueOrDefault(EntryRowKind.Entry);
        foreach (var kind in new[] { EntryRowKind.Everyone, EntryRowKind.User, EntryRowKind.Project })
        {
            var copies = _copies.GetValueOrDefault(kind);
            if (copies != entries)
            {
                fault($"{table}/{partition}: the index '{kind}' has {copies.Count} rows and there are {entries.Count} entries"
                    + (copies.Count == entries.Count ? ", but not the same ones." : "."));
            }
        }
    }
}
