using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Ports.Rollups;

namespace Polychron.Storage.Log;

/// <summary>A reader's view of a workspace.</summary>
internal sealed class WorkspaceView(
    long workspaceId, WorkspacePicture picture, EntryReader reader, ICellReader cells) : IWorkspaceView
{
    public long WorkspaceId => workspaceId;

    public WorkspacePicture Picture => picture;

    public ICellReader? Cells => cells;

    public ValueTask<Entry?> FindEntryAsync(long id, CancellationToken cancellation = default) =>
        reader.FindAsync(id, cancellation);

    public IAsyncEnumerable<IReadOnlyList<Entry>> ScanEntriesAsync(EntryScan scan, CancellationToken cancellation = default) =>
        reader.ScanAsync(scan, cancellation);

    public ValueTask<long> CountEntriesAsync(EntryScan scan, CancellationToken cancellation = default) =>
        reader.CountAsync(scan, cancellation);

    public IAsyncEnumerable<ImportedRows> ReadImportedAsync(long after, CancellationToken cancellation = default) =>
        reader.ReadImportedAsync(after, cancellation);
}
