using Polychron.Domain.Entries;
using Polychron.Domain.Workspaces;
using Polychron.UseCases.Ports.Log;

namespace Polychron.UseCases.Tests.Reports;

/// <summary>A workspace whose entries are a list, which counts the ranges that are read of it.</summary>
internal sealed class ListView(WorkspacePicture picture, IReadOnlyList<Entry> entries) : IWorkspaceView
{
    public long WorkspaceId => 1;

    public WorkspacePicture Picture => picture;

    public List<EntryScan> Scans { get; } = [];

    public ValueTask<Entry?> FindEntryAsync(long id, CancellationToken cancellation = default) =>
        ValueTask.FromResult(entries.FirstOrDefault(entry => entry.Id == id));

    public async IAsyncEnumerable<IReadOnlyList<Entry>> ScanEntriesAsync(
        EntryScan scan, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Scans.Add(scan);
        var found = entries
            .Where(entry => (scan.From is null || entry.Start >= scan.From) && (scan.To is null || entry.Start < scan.To)
                && scan.Index switch
                {
                    EntryIndex.User => entry.UserId == scan.Key,
                    EntryIndex.Project => (entry.ProjectId ?? 0) == scan.Key,
                    _ => true,
                })
            .OrderByDescending(entry => entry.Start).ThenByDescending(entry => entry.Id);
        foreach (var page in found.Chunk(scan.PageSize))
        {
            await Task.Yield();
            yield return page;
        }
    }

    public ValueTask<long> CountEntriesAsync(EntryScan scan, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<ImportedRows> ReadImportedAsync(long after, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
