namespace Polychron.Scale.Service;

/// <summary>What counts against the limits when rows are read.</summary>
internal enum ReadWeight
{
    /// <summary>Every row that is returned, at least one: the published limits taken at their word.</summary>
    Entities,

    /// <summary>One a request, however many rows it returns.</summary>
    Requests,
}

/// <summary>
/// The published targets of a standard storage account ("Scalability and performance targets for Table storage", "... for Queue
/// Storage" and "... for standard storage accounts"), and the two things that they leave open.
/// </summary>
internal sealed record ServiceLimits
{
    /// <summary>Entities of up to <see cref="EntityBytes"/> that a table's partition takes in a second.</summary>
    public double PartitionEntities { get; init; } = 2_000;

    /// <summary>Entities and messages that an account takes in a second, of all its tables and queues.</summary>
    public double AccountEntities { get; init; } = 20_000;

    /// <summary>Messages that a queue takes in a second.</summary>
    public double QueueMessages { get; init; } = 2_000;

    /// <summary>The size of entity and message that the targets assume; a larger one counts as several.</summary>
    public int EntityBytes { get; init; } = 1_024;

    /// <summary>Left open by the targets: for how many seconds of its rate an idle partition, queue or account can save up.</summary>
    public double BurstSeconds { get; init; } = 1;

    /// <summary>Left open by the targets: what reads count.</summary>
    public ReadWeight Reads { get; init; }

    /// <summary>What an entity of a size counts.</summary>
    public double Weight(long bytes) => Math.Max(1, (bytes + EntityBytes - 1) / EntityBytes);
}
