using System.Runtime.CompilerServices;
using Polychron.Domain.Entries;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Log;

/// <summary>Reads a workspace's entries, and which of them came from imported files, from the store.</summary>
internal sealed class EntryReader(ITableStore store, string partition)
{
    /// <summary>How far apart the ids of one range may be: a range reads what lies between them too.</summary>
    private const long MaxIdsInRange = 500;

    private const int ImportedPageRows = 50;

    public async ValueTask<Entry?> FindAsync(long id, CancellationToken cancellation)
    {
        // An id is a sequence number: what cannot be one was never an entry.
        if (id is < 1 or > KeyParts.MaxNumber)
        {
            return null;
        }

        var row = await store.GetAsync(WorkspaceKeys.Table, partition, WorkspaceKeys.Entry(id), cancellation).ConfigureAwait(false);
        return row is null ? null : RowCodec.ReadEntry(row.Data);
    }

    /// <summary>The entries of those of the ids that have one, in no order: ranges of ids that are close, all at once.</summary>
    public async ValueTask<IReadOnlyList<Entry>> FindManyAsync(IReadOnlySet<long> ids, CancellationToken cancellation)
    {
        var ranges = new List<(long First, long Last)>();
        foreach (var id in ids.Where(id => id is >= 1 and < KeyParts.MaxNumber).Order())
        {
            if (ranges.Count > 0 && id - ranges[^1].First < MaxIdsInRange)
            {
                ranges[^1] = (ranges[^1].First, id);
            }
            else
            {
                ranges.Add((id, id));
            }
        }

        var found = await Task.WhenAll(ranges.Select(range => FindRangeAsync(range.First, range.Last, cancellation)))
            .ConfigureAwait(false);
        return [.. found.SelectMany(entries => entries).Where(entry => ids.Contains(entry.Id))];
    }

    public async IAsyncEnumerable<IReadOnlyList<Entry>> ScanAsync(
        EntryScan scan, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!IsKey(scan))
        {
            yield break;
        }

        var range = Range(scan) with { MaxRows = Math.Clamp(scan.PageSize, 1, TableLimits.MaxPageRows) };
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            var entries = new Entry[page.Rows.Count];
            for (var i = 0; i < entries.Length; i++)
            {
                entries[i] = RowCodec.ReadEntry(page.Rows[i].Data);
            }

            yield return entries;
            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
    }

    public async ValueTask<long> CountAsync(EntryScan scan, CancellationToken cancellation)
    {
        if (!IsKey(scan))
        {
            return 0;
        }

        var range = Range(scan) with { KeysOnly = true };
        long count = 0;
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            count += page.Rows.Count;
            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
        return count;
    }

    private async Task<IReadOnlyList<Entry>> FindRangeAsync(long first, long last, CancellationToken cancellation)
    {
        if (first == last)
        {
            return await FindAsync(first, cancellation).ConfigureAwait(false) is { } entry ? [entry] : [];
        }

        var entries = new List<Entry>();
        var range = new RowRange(WorkspaceKeys.Table, partition, WorkspaceKeys.Entry(first), WorkspaceKeys.Entry(last + 1));
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            entries.AddRange(page.Rows.Select(row => RowCodec.ReadEntry(row.Data)));
            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
        return entries;
    }

    public async IAsyncEnumerable<ImportedRows> ReadImportedAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (from, to) = WorkspaceKeys.ImportedAfter(after);

        // A row holds up to 80 KB of ids.
        var range = new RowRange(WorkspaceKeys.Table, partition, from, to) { MaxRows = ImportedPageRows };
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                yield return new ImportedRows(WorkspaceKeys.ParseImported(row.Row), ImportedRow.Read(row.Data.Span));
            }

            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
    }

    // Callers name users and projects by any number they were sent; one that no key can hold has no entries.
    private static bool IsKey(EntryScan scan) => scan.Key is >= 0 and <= KeyParts.MaxNumber;

    private RowRange Range(EntryScan scan)
    {
        var (from, to) = WorkspaceKeys.Range(scan);
        return new RowRange(WorkspaceKeys.Table, partition, from, to);
    }
}
