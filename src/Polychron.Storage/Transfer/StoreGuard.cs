using System.Text.Json;
using System.Text.Json.Serialization;
using Polychron.Domain.Errors;
using Polychron.Storage.Keys;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>An import that is on its way: which export.</summary>
internal sealed record ImportMark([property: JsonPropertyName("export")] string Export);

/// <summary>The version of a store's rows.</summary>
internal sealed record StoreVersion([property: JsonPropertyName("rows")] int Rows);

/// <summary>What a store says of itself, and what follows for those who would open it.</summary>
internal sealed class StoreGuard(ITableStore store)
{
    /// <summary>The version of the rows that this release writes. A release that writes others counts it up, and says here what it does with older ones.</summary>
    public const int RowsVersion = 1;

    private const string Subject = "store";

    /// <summary>
    /// Lets a server or a command on to the store. One that says nothing of its version, being new or older than this row, is
    /// given this one: there was no other before it.
    /// </summary>
    /// <exception cref="DomainException">An import is unfinished, or a newer release wrote the rows.</exception>
    public async Task EnsureUsableAsync(CancellationToken cancellation)
    {
        if (await FindAsync(StoreKeys.Import, cancellation).ConfigureAwait(false) is not null)
        {
            throw DomainException.Conflict(
                Subject,
                "An import into this store was not finished. Run the same 'store import' command again, or begin with an empty store.");
        }

        if (await FindAsync(StoreKeys.Version, cancellation).ConfigureAwait(false) is not { } row)
        {
            await NoteVersionAsync(cancellation).ConfigureAwait(false);
        }
        else if (JsonSerializer.Deserialize(row.Data.Span, TransferJson.Default.StoreVersion) is { Rows: > RowsVersion } newer)
        {
            throw DomainException.Conflict(
                Subject,
                $"The store's rows have version {newer.Rows}; this release knows versions up to {RowsVersion}. Start the release that wrote them, or a newer one.");
        }
    }

    /// <summary>The export that an unfinished import is of, or null if there is none.</summary>
    public async Task<string?> FindImportAsync(string key, CancellationToken cancellation) =>
        await FindAsync(key, cancellation).ConfigureAwait(false) is { } row
            ? JsonSerializer.Deserialize(row.Data.Span, TransferJson.Default.ImportMark)?.Export ?? ""
            : null;

    /// <summary>Notes that an import begins.</summary>
    /// <exception cref="DomainException">Another one has begun in the meantime.</exception>
    public async Task BeginImportAsync(string key, string export, CancellationToken cancellation)
    {
        var data = JsonSerializer.SerializeToUtf8Bytes(new ImportMark(export), TransferJson.Default.ImportMark);
        if (!await TryInsertAsync(key, data, cancellation).ConfigureAwait(false))
        {
            throw DomainException.Conflict(Subject, "Another import into this store has begun.");
        }
    }

    /// <summary>Notes that an import is done: from here on servers start on the store.</summary>
    public Task EndImportAsync(string key, CancellationToken cancellation) =>
        store.CommitAsync([new RowWrite(RowAction.Delete, StoreKeys.Table, StoreKeys.Partition, key)], cancellation);

    /// <summary>Writes the version of this release's rows, unless one is there.</summary>
    public Task NoteVersionAsync(CancellationToken cancellation) => TryInsertAsync(
        StoreKeys.Version, JsonSerializer.SerializeToUtf8Bytes(new StoreVersion(RowsVersion), TransferJson.Default.StoreVersion), cancellation);

    private Task<TableRow?> FindAsync(string key, CancellationToken cancellation) =>
        store.GetAsync(StoreKeys.Table, StoreKeys.Partition, key, cancellation);

    private async Task<bool> TryInsertAsync(string key, byte[] data, CancellationToken cancellation)
    {
        try
        {
            await store.CommitAsync(
                [new RowWrite(RowAction.Insert, StoreKeys.Table, StoreKeys.Partition, key, data)], cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RowConflictException)
        {
            return false;
        }
    }
}
