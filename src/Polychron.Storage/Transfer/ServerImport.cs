using Polychron.Domain.Errors;
using Polychron.Storage.Keys;
using Polychron.Storage.Scanning;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>Writes the export of a whole server into an empty store.</summary>
/// <remarks>
/// Order of crashes: the mark first, and as long as it stands no server starts on the store. Then the rows, of logs without
/// their heads; then the heads, the directory's last; then the messages; then the mark goes. Killed anywhere before that, the
/// same import finds its mark and writes everything again, over the same keys. Messages may then be there twice: their
/// receivers know doubles.
/// </remarks>
internal sealed class ServerImport(ITableStore tables, IQueueStore queues, IStoreScanner store, TimeProvider time)
{
    /// <summary>Runs it on an export that was checked.</summary>
    /// <exception cref="DomainException">The store is not empty, or has another import in it that is not finished.</exception>
    public async Task<TransferResult> RunAsync(
        ExportReader export, Manifest manifest, string hash, IProgress<long>? progress, CancellationToken cancellation)
    {
        var guard = new StoreGuard(tables);
        await BeginAsync(guard, hash, cancellation).ConfigureAwait(false);
        var sink = new RowSink(tables, progress, cancellation);
        var heads = new List<(string Table, string Partition, byte[] Data)>();
        foreach (var table in StoreTables.Moved)
        {
            await foreach (var (partition, row, data) in export.RowsAsync(table, cancellation).ConfigureAwait(false))
            {
                if (row == LogKeys.Head && table is WorkspaceKeys.Table or DirectoryKeys.Table)
                {
                    heads.Add((table, partition, data));
                }
                else
                {
                    await sink.AddAsync(table, partition, row, data).ConfigureAwait(false);
                }
            }
        }

        await sink.FlushAsync().ConfigureAwait(false);

        // In the order of the tables, of which the directory's is the last.
        foreach (var (table, partition, data) in heads)
        {
            await sink.AddAsync(table, partition, LogKeys.Head, data).ConfigureAwait(false);
        }

        await sink.FlushAsync().ConfigureAwait(false);
        var messages = await MessageSink.WriteAsync(queues, export.MessagesAsync(cancellation), time, cancellation).ConfigureAwait(false);
        await guard.NoteVersionAsync(cancellation).ConfigureAwait(false);
        await guard.EndImportAsync(StoreKeys.Import, cancellation).ConfigureAwait(false);
        return new TransferResult(sink.Rows, messages, manifest.HiddenMessages, manifest.Logs.Count(log => log.WorkspaceId > 0));
    }

    private async Task BeginAsync(StoreGuard guard, string hash, CancellationToken cancellation)
    {
        if (await guard.FindImportAsync(StoreKeys.Import, cancellation).ConfigureAwait(false) is { } unfinished)
        {
            if (unfinished != hash)
            {
                throw DomainException.Conflict("store", "The import of another export into this store was not finished: finish that one, or begin with an empty store.");
            }

            return;
        }

        await foreach (var page in store.RowsAsync(cancellation).ConfigureAwait(false))
        {
            if (page.Any(row => row.Table is not (StoreKeys.Table or AllowanceKeys.Table)))
            {
                throw DomainException.Conflict("store", "The store is not empty: the export of a whole server goes only into an empty one. Nothing was written.");
            }
        }

        await guard.BeginImportAsync(StoreKeys.Import, hash, cancellation).ConfigureAwait(false);
    }
}
