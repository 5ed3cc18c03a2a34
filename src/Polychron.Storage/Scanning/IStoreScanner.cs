namespace Polychron.Storage.Scanning;

/// <summary>
/// Reads a whole store, which the table port cannot: it knows no list of partitions. For export and verification.
/// </summary>
internal interface IStoreScanner
{
    /// <summary>Where the store is, in words without a secret.</summary>
    string Place { get; }

    /// <summary>
    /// Whether messages that wait for their time, or that somebody holds, are among <see cref="MessagesAsync"/>. A queue
    /// service does not show them.
    /// </summary>
    bool ShowsHiddenMessages { get; }

    /// <summary>
    /// All rows by pages. The rows of a table come together, and in it those of a partition, in the order of their keys.
    /// The pages are no snapshot: who needs one keeps writers away, or looks at the heads before and after.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<ScannedRow>> RowsAsync(CancellationToken cancellation);

    /// <summary>All messages by pages. They stay where they are.</summary>
    IAsyncEnumerable<IReadOnlyList<ScannedMessage>> MessagesAsync(CancellationToken cancellation);
}
