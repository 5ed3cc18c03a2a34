using Polychron.Import.Csv;
using Polychron.Import.Formats;
using Polychron.Import.Values;

namespace Polychron.Import.Run;

/// <summary>
/// Finds out in which order a file writes its dates, from the first of them that can be read in one way only. Until then rows
/// are held back, so that not one of them is read in the wrong way.
/// </summary>
internal static class DateOrderFinder
{
    private const int MaxRows = 20_000;
    private const int MaxCharacters = 8 * 1024 * 1024;

    /// <summary>The order, and the records that were read to find it.</summary>
    /// <exception cref="FileRefusedException">All dates so far can be read in two ways.</exception>
    public static async Task<(DateOrder Order, Queue<CsvRecord> Read)> FindAsync(
        CsvSource source, RowReader row, Column column, CancellationToken cancellation)
    {
        var read = new Queue<CsvRecord>();
        var isInDoubt = false;
        var characters = 0;
        while (read.Count < MaxRows && characters < MaxCharacters && await source.ReadAsync(cancellation).ConfigureAwait(false) is { } record)
        {
            read.Enqueue(record);
            characters += record.Cells.Sum(cell => cell.Length);
            if (!row.Take(record) || row.Text(column) is not { } text)
            {
                continue;
            }

            switch (DateText.OrderOf(text))
            {
                case DateOrder.Auto:
                    isInDoubt = true;
                    break;
                case { } order:
                    return (order, read);
                case null when DateText.HasItsOrder(text):
                    // A file writes its dates in one way: if this one does not depend on the order, none does.
                    return (DateOrder.Auto, read);
                default:
                    break;
            }
        }

        return isInDoubt
            ? throw new FileRefusedException(
                $"The dates in '{row.Header.NameOf(column)}' can be read day first or month first: say which (mdy or dmy).")
            : (DateOrder.Auto, read);
    }
}
