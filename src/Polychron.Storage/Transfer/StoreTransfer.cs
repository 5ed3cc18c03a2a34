using Polychron.Storage.Log;
using Polychron.Storage.Scanning;
using Polychron.Storage.UserDirectory;
using Polychron.UseCases.Ports.Operations;
using Polychron.UseCases.Ports.Queues;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>Moves rows between stores, over the ports alone but for reading a whole store.</summary>
internal sealed class StoreTransfer(
    ITableStore tables, IQueueStore queues, IStoreScanner store, TableDirectory directory, NewsBoard news, TimeProvider time) : IStoreTransfer
{
    private readonly StoreGuard _guard = new(tables);

    /// <inheritdoc />
    public async Task<TransferResult> ExportAsync(
        string folder, long? workspaceId, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await _guard.EnsureUsableAsync(cancellation).ConfigureAwait(false);
        return workspaceId is { } id
            ? await new WorkspaceExport(tables, queues, store, time).RunAsync(folder, id, progress, cancellation).ConfigureAwait(false)
            : await new ServerExport(tables, queues, store, time).RunAsync(folder, progress, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public async Task<TransferResult> ImportAsync(string folder, IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        var (manifest, hash) = Manifest.Read(folder);
        var export = new ExportReader(folder, manifest);
        await export.CheckAsync(cancellation).ConfigureAwait(false);
        return manifest.WorkspaceId is { } id
            ? await new WorkspaceImport(tables, queues, directory, news, time).RunAsync(export, manifest, id, hash, progress, cancellation).ConfigureAwait(false)
            : await new ServerImport(tables, queues, store, time).RunAsync(export, manifest, hash, progress, cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc />
    public Task EnsureUsableAsync(CancellationToken cancellation = default) => _guard.EnsureUsableAsync(cancellation);
}
