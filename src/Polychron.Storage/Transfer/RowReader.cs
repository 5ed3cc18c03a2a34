using System.Runtime.CompilerServices;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Storage.Transfer;

/// <summary>Reads ranges of the table port to their ends, page by page.</summary>
internal static class RowReader
{
    // Behind every key of the product: they are made of letters, digits and hyphens.
    private const string End = "~";

    /// <summary>All rows of a partition.</summary>
    public static RowRange All(string table, string partition) => new(table, partition, "", End);

    /// <summary>All rows of a range.</summary>
    public static async IAsyncEnumerable<TableRow> ReadAsync(
        ITableStore store, RowRange range, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await store.QueryAsync(range, cancellation).ConfigureAwait(false);
            foreach (var row in page.Rows)
            {
                yield return row;
            }

            range = range with { Continuation = page.Continuation };
        }
        while (range.Continuation is not null);
    }
}
