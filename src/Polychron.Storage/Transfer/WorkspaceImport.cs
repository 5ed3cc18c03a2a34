using Polychron.Domain.Errors;
using Polychron.Storage.Keys;
using Polychron.Storage.Log;
using Polychron.Storage.UserDirectory;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>Writes the export of a workspace into a store that has others.</summary>
/// <remarks>
/// Order of crashes: the mark; the workspace's rows, of its log without the head; the head; the dispatcher's checkpoint,
/// which its sweep finds, and which finds a whole log then; the directory's listing, in one write, before which nobody can see
/// the workspace; the messages; the mark goes. The same import goes on behind the last of them that is done, or does
/// it again over the same keys.
/// </remarks>
internal sealed class WorkspaceImport(
    ITableStore tables, IQueueStore queues, TableDirectory directory, NewsBoard news, TimeProvider time)
{
    private const string Subject = "workspace";

    /// <summary>Runs it on an export that was checked.</summary>
    /// <exception cref="DomainException">The workspace cannot come to this server, or another import of it is not finished.</exception>
    public async Task<TransferResult> RunAsync(
        ExportReader export, Manifest manifest, long workspaceId, string hash, IProgress<long>? progress, CancellationToken cancellation)
    {
        var guard = new StoreGuard(tables);
        await guard.EnsureUsableAsync(cancellation).ConfigureAwait(false);
        var listing = await ReadListingAsync(export, workspaceId, cancellation).ConfigureAwait(false);
        var key = StoreKeys.ImportOf(workspaceId);
        var sink = new RowSink(tables, progress, cancellation);
        if (await BeginAsync(guard, key, hash, listing, workspaceId, cancellation).ConfigureAwait(false))
        {
            await WriteRowsAsync(export, sink, cancellation).ConfigureAwait(false);
            await listing.AddAsync(directory, tables, cancellation).ConfigureAwait(false);
        }

        var messages = await MessageSink.WriteAsync(queues, export.MessagesAsync(cancellation), time, cancellation).ConfigureAwait(false);

        // Those who follow the log look at it once.
        await news.MarkAsync(workspaceId, cancellation).ConfigureAwait(false);
        await guard.EndImportAsync(key, cancellation).ConfigureAwait(false);
        return new TransferResult(sink.Rows, messages, manifest.HiddenMessages, 1);
    }

    /// <summary>Notes the beginning. False if the workspace is listed already, by this import before it was interrupted.</summary>
    private async Task<bool> BeginAsync(
        StoreGuard guard, string key, string hash, WorkspaceListing listing, long workspaceId, CancellationToken cancellation)
    {
        var unfinished = await guard.FindImportAsync(key, cancellation).ConfigureAwait(false);
        if (unfinished is not null && unfinished != hash)
        {
            throw DomainException.Conflict(Subject, $"The import of another export of workspace {workspaceId} was not finished: finish that one.");
        }

        if (unfinished is not null && await directory.FindWorkspaceAsync(workspaceId, cancellation).ConfigureAwait(false) is not null)
        {
            return false;
        }

        await listing.FindNewAsync(directory, tables, cancellation).ConfigureAwait(false);
        if (unfinished is null)
        {
            var page = await tables.QueryAsync(
                RowReader.All(WorkspaceKeys.Table, WorkspaceKeys.Partition(workspaceId)) with { MaxRows = 1, KeysOnly = true }, cancellation)
                .ConfigureAwait(false);
            if (page.Rows.Count > 0)
            {
                throw DomainException.Conflict(Subject, $"The store has rows of a workspace {workspaceId} that its directory does not list.");
            }

            await guard.BeginImportAsync(key, hash, cancellation).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task WriteRowsAsync(ExportReader export, RowSink sink, CancellationToken cancellation)
    {
        var last = new List<(string Table, string Partition, string Row, byte[] Data)>();
        foreach (var table in new[] { WorkspaceKeys.Table, RollupKeys.Table, WebhookKeys.Table })
        {
            await foreach (var (partition, row, data) in export.RowsAsync(table, cancellation).ConfigureAwait(false))
            {
                if ((table == WorkspaceKeys.Table && row == LogKeys.Head) || WebhookKeys.AllCheckpoints.Contains(partition))
                {
                    last.Add((table, partition, row, data));
                }
                else
                {
                    await sink.AddAsync(table, partition, row, data).ConfigureAwait(false);
                }
            }
        }

        // In the order of the tables: the head, and after it the checkpoint.
        foreach (var (table, partition, row, data) in last)
        {
            await sink.FlushAsync().ConfigureAwait(false);
            await sink.AddAsync(table, partition, row, data).ConfigureAwait(false);
        }

        await sink.FlushAsync().ConfigureAwait(false);
    }

    private static async Task<WorkspaceListing> ReadListingAsync(ExportReader export, long workspaceId, CancellationToken cancellation)
    {
        var rows = new List<(string Row, byte[] Data)>();
        await foreach (var (_, row, data) in export.RowsAsync(DirectoryKeys.Table, cancellation).ConfigureAwait(false))
        {
            rows.Add((row, data));
        }

        return WorkspaceListing.Read(workspaceId, rows);
    }
}
