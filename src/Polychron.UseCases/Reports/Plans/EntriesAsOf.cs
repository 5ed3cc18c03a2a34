using Polychron.Domain.Entries;
using Polychron.Domain.Log;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Reports.Plans;

/// <summary>Entries of a range as they were at one sequence number, although writes go on while they are read.</summary>
public static class EntriesAsOf
{
    /// <summary>
    /// Reads a range page by page, and then puts right whatever was changed in between or before. An entry without a record
    /// after the sequence number is as it was then, whenever it was read; one with records was what the first of them says it
    /// was before.
    /// </summary>
    /// <param name="view">The workspace, opened at or after the sequence number.</param>
    /// <param name="scan">The range.</param>
    /// <param name="sequence">The sequence number.</param>
    /// <param name="readLog">Reads all records after a sequence number.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public static async Task<IReadOnlyCollection<Entry>> ReadAsync(
        IWorkspaceView view,
        EntryScan scan,
        long sequence,
        Func<long, CancellationToken, Task<IReadOnlyList<LogRecord>>> readLog,
        CancellationToken cancellation = default)
    {
        var entries = new Dictionary<long, Entry>();
        await foreach (var page in view.ScanEntriesAsync(scan, cancellation).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                entries[entry.Id] = entry;
            }
        }

        // After the entries: whatever they show is in these records.
        var settled = new HashSet<long>();
        foreach (var record in await readLog(sequence, cancellation).ConfigureAwait(false))
        {
            if (record.Subject is not Entry { Id: var id } || !settled.Add(id))
            {
                continue;
            }

            entries.Remove(id);
            if (record.Before is Entry before && scan.Contains(before))
            {
                entries[id] = before;
            }
        }

        return entries.Values;
    }
}
