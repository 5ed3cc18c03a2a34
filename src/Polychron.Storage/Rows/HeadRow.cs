using System.Text.Json.Serialization;

namespace Polychron.Storage.Rows;

/// <summary>The head of a partition's log: every commit replaces it under its ETag, which makes commits optimistic.</summary>
internal sealed record HeadRow
{
    /// <summary>The last sequence number.</summary>
    [JsonPropertyName("q")]
    public long Sequence { get; init; }

    /// <summary>The operation id of the last commit.</summary>
    [JsonPropertyName("op")]
    public string OperationId { get; init; } = "";

    /// <summary>The longest interval of any entry ever, in microseconds.</summary>
    [JsonPropertyName("span")]
    public long LongestSpan { get; init; }

    /// <summary>A large write whose rows are not all written yet, or null.</summary>
    [JsonPropertyName("redo")]
    public RedoMark? Redo { get; init; }
}

/// <summary>
/// How far the rows of a large write are written. The write itself is committed: its records are in the log. Its rows follow
/// in batches, each of which also moves this mark under the head's ETag, so that no batch is applied twice or late.
/// </summary>
internal sealed record RedoMark
{
    /// <summary>The sequence number of the write's first record.</summary>
    [JsonPropertyName("from")]
    public long From { get; init; }

    /// <summary>How many of its rows are written, in the order of the plan.</summary>
    [JsonPropertyName("done")]
    public int Done { get; init; }
}
