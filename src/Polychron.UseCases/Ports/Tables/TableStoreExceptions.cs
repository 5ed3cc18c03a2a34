namespace Polychron.UseCases.Ports.Tables;

/// <summary>Which condition of a write did not hold.</summary>
public enum RowConflict
{
    /// <summary>The row to insert exists.</summary>
    AlreadyExists,

    /// <summary>The row to replace or delete does not exist.</summary>
    NotFound,

    /// <summary>The row to replace or delete has another ETag.</summary>
    ETagMismatch,
}

/// <summary>A condition of a batch did not hold, so that nothing of it was written.</summary>
public sealed class RowConflictException(RowConflict conflict, int index)
    : Exception($"write {index} of the batch: {conflict}")
{
    /// <summary>Which condition did not hold.</summary>
    public RowConflict Conflict { get; } = conflict;

    /// <summary>The position of the write in its batch, from 0; the first one where several conflict.</summary>
    public int Index { get; } = index;
}

/// <summary>A batch that the port refuses: a bug of the caller, not a state of the store.</summary>
public sealed class InvalidBatchException(string message) : ArgumentException(message);

/// <summary>The store could not answer now, after its own retries. A commit may or may not have happened.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
