using Polychron.Storage.Keys;
using Polychron.Storage.Rows;
using Polychron.UseCases.Ports.Limits;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Limits;

/// <summary>The shared counts of rate limits over the table port: one row a count, replaced under its ETag.</summary>
public sealed class TableAllowanceStore(ITableStore store) : IAllowanceStore
{
    private const int MaxAttempts = 50;

    // How many windows ahead of the caller's a stored one may be: clocks differ a little. One further ahead was stored by a
    // clock that was wrong, and must not stand until the right time comes.
    private const int MaxLead = 2;

    /// <inheritdoc />
    public async Task<(int Taken, int Left)> TakeAsync(
        string subject, long window, int want, int limit, CancellationToken cancellation = default)
    {
        var partition = AllowanceKeys.Partition(subject);
        for (var attempt = 1; ; attempt++)
        {
            var row = await store.GetAsync(AllowanceKeys.Table, partition, AllowanceKeys.Row, cancellation).ConfigureAwait(false);
            var stored = row is null ? null : RowCodec.Read(row.Data, RowCodec.Allowance);

            // A window just before the stored one comes from a clock that lags: it takes from the one that the others are in.
            var isStored = stored is not null && stored.Window >= window && stored.Window - window <= MaxLead;
            var used = isStored ? stored!.Used : 0;
            var taken = Math.Clamp(limit - used, 0, want);
            if (taken == 0)
            {
                return (0, 0);
            }

            var data = RowCodec.Write(
                new AllowanceRow { Window = isStored ? stored!.Window : window, Used = used + taken }, RowCodec.Allowance);
            try
            {
                await store.CommitAsync(
                    [
                        row is null
                            ? new RowWrite(RowAction.Insert, AllowanceKeys.Table, partition, AllowanceKeys.Row, data)
                            : new RowWrite(RowAction.Replace, AllowanceKeys.Table, partition, AllowanceKeys.Row, data, row.ETag),
                    ],
                    cancellation).ConfigureAwait(false);
                return (taken, limit - used - taken);
            }
            catch (RowConflictException conflict)
            {
                // Another instance took a block at the same time.
                if (attempt == MaxAttempts)
                {
                    throw new StorageUnavailableException("Other instances kept coming first.", conflict);
                }
            }
        }
    }
}
