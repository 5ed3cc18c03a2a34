namespace Polychron.UseCases.Ports.Tables;

/// <summary>What a write does to its row.</summary>
public enum RowAction
{
    /// <summary>Adds the row; a conflict (<see cref="RowConflict.AlreadyExists"/>) if it exists.</summary>
    Insert,

    /// <summary>Replaces the row; a conflict if it does not exist or if its ETag is another than the one given.</summary>
    Replace,

    /// <summary>Inserts or replaces the row, whatever is there.</summary>
    Upsert,

    /// <summary>Deletes the row; a conflict if it does not exist or if its ETag is another than the one given.</summary>
    Delete,
}

/// <summary>One write of a batch.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Table">The table's name; the same for the whole batch.</param>
/// <param name="Partition">The partition key; the same for the whole batch.</param>
/// <param name="Row">The row key; at most one write of it in a batch.</param>
/// <param name="Data">The row's value, up to <see cref="TableLimits.MaxDataBytes"/>; not used by a delete.</param>
/// <param name="ETag">For <see cref="RowAction.Replace"/> and <see cref="RowAction.Delete"/>: the ETag the row must have, or null for any.</param>
public readonly record struct RowWrite(
    RowAction Action, string Table, string Partition, string Row, ReadOnlyMemory<byte> Data = default, string? ETag = null);
