using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.UseCases.Ports.Log;

/// <summary>A workspace as a reader sees it.</summary>
public interface IWorkspaceView
{
    /// <summary>The workspace's id.</summary>
    long WorkspaceId { get; }

    /// <summary>All that is small, in memory.</summary>
    WorkspacePicture Picture { get; }

    /// <summary>The sums that are kept of its entries, or null for a view that has none: reports then read the entries.</summary>
    ICellReader? Cells => null;

    /// <summary>The entry of an id, or null: one point read.</summary>
    ValueTask<Entry?> FindEntryAsync(long id, CancellationToken cancellation = default);

    /// <summary>
    /// The entries of a range, by start descending and then by id descending, page by page; each page is one range query.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<Entry>> ScanEntriesAsync(EntryScan scan, CancellationToken cancellation = default);

    /// <summary>How many entries a range has, read by their keys alone.</summary>
    ValueTask<long> CountEntriesAsync(EntryScan scan, CancellationToken cancellation = default);

    /// <summary>
    /// The rows of imported files that were noted by writes after a sequence number (0 for all), in order, some at a time: a
    /// range query, which is short where little was imported since.
    /// </summary>
    IAsyncEnumerable<ImportedRows> ReadImportedAsync(long after, CancellationToken cancellation = default);
}
