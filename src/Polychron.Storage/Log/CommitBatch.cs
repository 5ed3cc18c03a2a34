using Polychron.Domain.Errors;
using Polychron.Domain.Log;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>
/// The batch of a commit: head, packs of records, and the rows they change. A write whose rows do not fit in one batch is
/// committed as head, packs and as many of the rows as fit beside them, with a redo mark; the other rows are derived from the
/// packs and follow.
/// </summary>
internal sealed class CommitBatch
{
    /// <summary>The aim for a pack's size; a record of the largest entity fits in it.</summary>
    private const int PackBytes = TableLimits.MaxDataBytes;

    private const int KeyAllowance = 128;

    /// <summary>Room for the head and the envelope of the batch.</summary>
    private const int HeadBytes = 4096;

    private readonly string _table;
    private readonly string _partition;
    private readonly string _operation;

    public CommitBatch(
        string table, string partition, Head head, Commit commit, string operation, IReadOnlyList<RowWrite> rows)
    {
        _table = table;
        _partition = partition;
        _operation = operation;
        if (commit.Records.Count == 0)
        {
            // A reply to a request that changed nothing: under the head all the same, so that of two with one key one loses.
            Head = head.Row with { OperationId = operation };
            Writes = [HeadWrite(table, partition, head, Head), .. commit.Extras];
            return;
        }

        var last = commit.Records[^1].Sequence;
        Head = new HeadRow { Sequence = last, OperationId = operation, LongestSpan = commit.LongestSpan };
        if (2 + rows.Count + commit.Extras.Count <= TableLimits.MaxBatchRows)
        {
            var pack = WritePack(commit, commit.Records, isRedo: false);
            if (pack.Length <= PackBytes && pack.Length + Bytes(rows) + Bytes(commit.Extras) < TableLimits.MaxBatchBytes - HeadBytes)
            {
                Writes = [HeadWrite(table, partition, head, Head), PackWrite(last, pack), .. rows, .. commit.Extras];
                return;
            }
        }

        var packs = new List<RowWrite>();
        Split(commit, 0, commit.Records.Count, packs);
        var (count, bytes) = (1 + packs.Count + commit.Extras.Count, HeadBytes + Bytes(packs) + Bytes(commit.Extras));
        if (count > TableLimits.MaxBatchRows || bytes > TableLimits.MaxBatchBytes)
        {
            throw DomainException.TooLarge("This changes more than one write can; do it in smaller parts.");
        }

        var first = Chunk(rows, 0, count, bytes);
        Head = Head with { Redo = new RedoMark { From = commit.Records[0].Sequence, Done = first.Count } };
        Writes = [HeadWrite(table, partition, head, Head), .. packs, .. commit.Extras, .. first];
    }

    /// <summary>The head after the commit.</summary>
    public HeadRow Head { get; }

    /// <summary>The writes of the commit.</summary>
    public IReadOnlyList<RowWrite> Writes { get; }

    /// <summary>The write of a head on top of the one that was read.</summary>
    public static RowWrite HeadWrite(string table, string partition, Head before, HeadRow after)
    {
        var data = RowCodec.Write(after, RowCodec.Head);
        return before.ETag is null
            ? new RowWrite(RowAction.Insert, table, partition, LogKeys.Head, data)
            : new RowWrite(RowAction.Replace, table, partition, LogKeys.Head, data, before.ETag);
    }

    /// <summary>As many of the rows from a position on as fit in a batch beside the head.</summary>
    public static IReadOnlyList<RowWrite> Chunk(IReadOnlyList<RowWrite> rows, int from) => Chunk(rows, from, 1, HeadBytes);

    private static List<RowWrite> Chunk(IReadOnlyList<RowWrite> rows, int from, int others, long bytes)
    {
        var chunk = new List<RowWrite>(TableLimits.MaxBatchRows - others);
        for (var i = from; i < rows.Count && chunk.Count < TableLimits.MaxBatchRows - others; i++)
        {
            bytes += rows[i].Data.Length + KeyAllowance;
            if (bytes > TableLimits.MaxBatchBytes)
            {
                break;
            }

            chunk.Add(rows[i]);
        }

        return chunk;
    }

    /// <summary>Packs a range of the records, halving it until each pack fits in a row.</summary>
    private void Split(Commit commit, int from, int count, List<RowWrite> packs)
    {
        var isLast = from + count == commit.Records.Count;
        var records = commit.Records.Skip(from).Take(count).ToList();
        var data = WritePack(isLast ? commit : commit with { Tallies = Tallies.None }, records, isRedo: true);
        if (data.Length <= PackBytes)
        {
            packs.Add(PackWrite(records[^1].Sequence, data));
        }
        else if (count > 1)
        {
            Split(commit, from, count / 2, packs);
            Split(commit, from + count / 2, count - count / 2, packs);
        }
        else
        {
            throw DomainException.TooLarge("This is larger than what can be stored.");
        }
    }

    private byte[] WritePack(Commit commit, IReadOnlyList<LogRecord> records, bool isRedo) => RowCodec.Write(
        new LogPackRow
        {
            OperationId = _operation,
            IsRedo = isRedo,
            Records = [.. records.Select(RecordRow.From)],
            UserTallies = TallyRow.From(commit.Tallies.Users),
            ProjectTallies = TallyRow.From(commit.Tallies.Projects),
        },
        RowCodec.Pack);

    private RowWrite PackWrite(long last, byte[] data) =>
        new(RowAction.Insert, _table, _partition, LogKeys.Pack(last), data);

    private static long Bytes(IReadOnlyList<RowWrite> writes)
    {
        long bytes = 0;
        foreach (var write in writes)
        {
            bytes += write.Data.Length + KeyAllowance;
        }

        return bytes;
    }
}
