namespace Polychron.UseCases.Ports.Tables;

/// <summary>A half-open range of row keys of one partition: from <see cref="From"/> (inclusive) to <see cref="To"/> (exclusive).</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Partition">The partition key.</param>
/// <param name="From">The first row key of the range, inclusive.</param>
/// <param name="To">The end of the range, exclusive.</param>
public sealed record RowRange(string Table, string Partition, string From, string To)
{
    /// <summary>The most rows to return, from 1 to <see cref="TableLimits.MaxPageRows"/>.</summary>
    public int MaxRows { get; init; } = TableLimits.MaxPageRows;

    /// <summary>The continuation of the page before, or null for the first page.</summary>
    public string? Continuation { get; init; }

    /// <summary>Whether only the keys are wanted; the rows' <see cref="TableRow.Data"/> is then empty. For counting.</summary>
    public bool KeysOnly { get; init; }
}
