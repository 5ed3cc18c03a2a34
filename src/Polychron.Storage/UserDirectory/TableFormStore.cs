using NodaTime;
using Polychron.Domain.Time;
using Polychron.Storage.Keys;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Forms;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.UserDirectory;

/// <summary>The forms' key and the forms that were sent, in a partition of the directory's table that has no log.</summary>
public sealed class TableFormStore(ITableStore store, IRandomSource random, IClock clock) : IFormStore
{
    private const string Partition = "forms";
    private const string KeyRow = "key";
    private const string UsedPrefix = "used-";
    private const int KeyBytes = 32;
    private const int MostForgotten = 50;

    private byte[]? _key;

    /// <inheritdoc />
    public async ValueTask<ReadOnlyMemory<byte>> GetKeyAsync(CancellationToken cancellation = default)
    {
        if (_key is { } known)
        {
            return known;
        }

        var row = await store.GetAsync(DirectoryKeys.Table, Partition, KeyRow, cancellation).ConfigureAwait(false);
        return _key = row is null ? await MakeKeyAsync(cancellation).ConfigureAwait(false) : row.Data.ToArray();
    }

    /// <inheritdoc />
    public async Task<bool> TryUseAsync(string id, Instant expiresAt, CancellationToken cancellation = default)
    {
        await ForgetAsync(cancellation).ConfigureAwait(false);
        return await TryInsertAsync($"{Expiry(expiresAt)}-{id}", default, cancellation).ConfigureAwait(false);
    }

    private async Task<byte[]> MakeKeyAsync(CancellationToken cancellation)
    {
        var made = new byte[KeyBytes];
        random.Fill(made);
        if (await TryInsertAsync(KeyRow, made, cancellation).ConfigureAwait(false))
        {
            return made;
        }

        var other = await store.GetAsync(DirectoryKeys.Table, Partition, KeyRow, cancellation).ConfigureAwait(false)
            ?? throw new InvalidDataException("The forms' key was deleted while the server ran.");
        return other.Data.ToArray();
    }

    // Each note removes older ones, so that they do not pile up and need no sweeper. Another instance may be at the same
    // rows: then the batch conflicts, and that one has removed them.
    private async Task ForgetAsync(CancellationToken cancellation)
    {
        var range = new RowRange(DirectoryKeys.Table, Partition, UsedPrefix, Expiry(clock.GetCurrentInstant()))
        {
            MaxRows = MostForgotten,
            KeysOnly = true,
        };
        var old = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
        if (old.Rows.Count == 0)
        {
            return;
        }

        try
        {
            await store.CommitAsync(
                [.. old.Rows.Select(row => new RowWrite(RowAction.Delete, DirectoryKeys.Table, Partition, row.Row))],
                cancellation).ConfigureAwait(false);
        }
        catch (RowConflictException)
        {
            // They are gone.
        }
    }

    private async Task<bool> TryInsertAsync(string row, ReadOnlyMemory<byte> data, CancellationToken cancellation)
    {
        try
        {
            await store.CommitAsync(
                [new RowWrite(RowAction.Insert, DirectoryKeys.Table, Partition, row, data)], cancellation).ConfigureAwait(false);
            return true;
        }
        catch (RowConflictException)
        {
            return false;
        }
    }

    private static string Expiry(Instant at) => UsedPrefix + Microseconds.FromInstant(at).ToString("D18");
}
