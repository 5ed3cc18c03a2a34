using NodaTime;
using Polychron.Domain.Time;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>Deletes the oldest packs of a log.</summary>
/// <remarks>
/// Packs go from the oldest on and batch by batch, so that whatever interrupts it leaves a log without a hole. Who needs the
/// packs: pictures of other instances (they notice the gap and load their state), a large write that is being finished (the
/// caller lets it finish first), and the look for a commit whose answer was lost (seconds, not days).
/// </remarks>
internal static class LogTrimmer
{
    /// <summary>
    /// Deletes the packs whose records are all at or below a sequence number, and older than a moment. The pack of the
    /// newest record stays. Returns how many records went.
    /// </summary>
    public static async Task<long> TrimAsync(
        ITableStore store, string partition, long upTo, Instant before, long newest, CancellationToken cancellation)
    {
        var (from, to) = LogKeys.UpTo(Math.Min(upTo, newest - 1));
        var range = new RowRange(WorkspaceKeys.Table, partition, from, to) { MaxRows = TableLimits.MaxBatchRows };
        long records = 0;
        while (true)
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            var old = new List<RowWrite>();
            var found = 0;
            foreach (var row in page.Rows)
            {
                var pack = RowCodec.Read(row.Data, RowCodec.Pack);
                if (pack.Records.Any(record => Microseconds.ToInstant(record.At) >= before))
                {
                    break;
                }

                found += pack.Records.Count;
                old.Add(new RowWrite(RowAction.Delete, WorkspaceKeys.Table, partition, row.Row));
            }

            try
            {
                if (old.Count > 0)
                {
                    await store.CommitAsync(old, cancellation).ConfigureAwait(false);
                }
            }
            catch (RowConflictException)
            {
                // Another instance trims it: the rest is its work.
                return records;
            }

            records += found;

            if (old.Count < page.Rows.Count || page.Continuation is null)
            {
                return records;
            }

            // From the beginning again: what was there is gone.
        }
    }
}
