namespace Polychron.Dialects.Timether.Wire.Reports;

/// <summary>A column of a report.</summary>
/// <param name="Name">Its name in JSON and CSV.</param>
/// <param name="Value">Its value in a row: a whole number, a decimal number, a text, or null.</param>
internal sealed record Column<TRow>(string Name, Func<TRow, object?> Value);

/// <summary>A report as rows of named values, from which both JSON and CSV are made.</summary>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Rows">The rows, each with a value for every column.</param>
/// <param name="Totals">The sums that a reader would else have to make, by name.</param>
internal sealed record Table(
    IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows, IReadOnlyList<KeyValuePair<string, object?>> Totals)
{
    /// <summary>The most rows of a report.</summary>
    public const int MaxRows = 20_000;

    /// <summary>A table of rows.</summary>
    public static Table Of<TRow>(
        IReadOnlyList<Column<TRow>> columns, IEnumerable<TRow> rows, params KeyValuePair<string, object?>[] totals) => new(
        [.. columns.Select(column => column.Name)],
        [.. rows.Select(row => columns.Select(column => column.Value(row)).ToArray())],
        totals);

    /// <summary>How many hundredths one number is of another, in percent to two decimals; null of nothing.</summary>
    public static decimal? Percent(long part, long whole) =>
        whole == 0 ? null : Math.Round(100m * part / whole, 2, MidpointRounding.AwayFromZero);
}
