using Polychron.Domain.Errors;
using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>Exports a whole store. Memory grows with the number of workspaces, not with what is in them.</summary>
internal sealed class ServerExport(ITableStore tables, IQueueStore queues, IStoreScanner store, TimeProvider time)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DomainException">The folder is not empty, or somebody wrote to the store.</exception>
    public async Task<TransferResult> RunAsync(string folder, IProgress<long>? progress, CancellationToken cancellation)
    {
        using var export = ExportFolder.Create(folder, progress);
        var workspaces = await ListWorkspacesAsync(cancellation).ConfigureAwait(false);
        var before = await Anchors.ReadAsync(tables, workspaces, withDirectory: true, cancellation).ConfigureAwait(false);
        var found = await CopyRowsAsync(export, cancellation).ConfigureAwait(false);
        var hidden = await CopyMessagesAsync(export, found, cancellation).ConfigureAwait(false);
        var after = await Anchors.ReadAsync(
            tables, await ListWorkspacesAsync(cancellation).ConfigureAwait(false), withDirectory: true, cancellation).ConfigureAwait(false);
        after.ThrowIfMoved(before);
        export.Finish(new Manifest
        {
            RowsVersion = StoreGuard.RowsVersion,
            MadeAt = time.GetUtcNow(),
            Logs = before.Logs,
            HiddenMessages = hidden,
        });
        return new TransferResult(export.Rows, export.Messages, hidden, workspaces.Count);
    }

    // Returns how many messages were made from rows because the queue hides them.
    private async Task<long> CopyRowsAsync(ExportFolder export, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        long made = 0;
        await foreach (var page in store.RowsAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var row in page.Where(row => row.Table is not (StoreKeys.Table or AllowanceKeys.Table)))
            {
                export.Add(row);
                if (!store.ShowsHiddenMessages && Owed.FindHidden(row, now) is { } message)
                {
                    export.Add(message);
                    made++;
                }
            }
        }

        return made;
    }

    private async Task<long> CopyMessagesAsync(ExportFolder export, long made, CancellationToken cancellation)
    {
        var counted = await Owed.CountAsync(queues, cancellation).ConfigureAwait(false);
        long seen = 0;
        await foreach (var page in store.MessagesAsync(cancellation).ConfigureAwait(false))
        {
            foreach (var message in page)
            {
                export.Add(message);
                seen += Owed.IsCounted(message) ? 1 : 0;
            }
        }

        return Math.Max(0, counted - seen - made);
    }

    private async Task<List<long>> ListWorkspacesAsync(CancellationToken cancellation)
    {
        var found = new List<long>();
        var (from, to) = DirectoryKeys.WorkspacesAfter(0);
        await foreach (var row in RowReader.ReadAsync(tables, new RowRange(DirectoryKeys.Table, DirectoryKeys.Partition, from, to), cancellation)
            .ConfigureAwait(false))
        {
            found.Add(RowCodec.ReadWorkspace(row.Data).Id);
        }

        return found;
    }
}
