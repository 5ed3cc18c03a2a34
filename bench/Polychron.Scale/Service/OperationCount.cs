namespace Polychron.Scale.Service;

/// <summary>What the clients of one kind asked of the services, and how it ended.</summary>
internal sealed class OperationCount
{
    public long Gets { get; set; }

    public long Queries { get; set; }

    public long Commits { get; set; }

    /// <summary>Rows that gets and queries returned.</summary>
    public long RowsRead { get; set; }

    /// <summary>Rows of commits that were made.</summary>
    public long RowsWritten { get; set; }

    /// <summary>Commits that were refused because a condition did not hold.</summary>
    public long Conflicts { get; set; }

    /// <summary>Operations of queues of every kind, empty receives included.</summary>
    public long QueueOperations { get; set; }

    /// <summary>Messages that were sent.</summary>
    public long Sent { get; set; }

    /// <summary>Answers 503.</summary>
    public long Throttled { get; set; }

    /// <summary>Operations that were given up after all retries.</summary>
    public long GivenUp { get; set; }

    /// <summary>Operations of tables.</summary>
    public long TableOperations => Gets + Queries + Commits;

    /// <summary>The counts as they stand.</summary>
    public OperationCount Copy() => (OperationCount)MemberwiseClone();

    /// <summary>Begins anew.</summary>
    public void Reset() =>
        Gets = Queries = Commits = RowsRead = RowsWritten = Conflicts = QueueOperations = Sent = Throttled = GivenUp = 0;
}
