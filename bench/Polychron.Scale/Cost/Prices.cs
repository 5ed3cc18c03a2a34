namespace Polychron.Scale.Cost;

/// <summary>
/// Published pay-as-you-go prices in US dollars, without free grants, reservations and taxes. They change: look them up and
/// change them here.
/// </summary>
internal sealed record Prices
{
    /// <summary>Where and when they were, for whoever reads the results.</summary>
    public const string Source =
        "Tables: $0.00036 for 10,000 operations of any kind, locally redundant, as published on 2026-07-21 (Austria East; the same in East US in 2025). "
        + "Queues: $0.004 for 10,000 operations of either class, general-purpose v2, locally redundant (a copy of the price list without a date). "
        + "Functions, Flex Consumption, on demand: $0.000026 a GB-second and $0.40 a million executions (East US, 2025-05-22)";

    /// <summary>10,000 operations of tables; an entity group transaction is one.</summary>
    public double TableOperations { get; init; } = 0.00036;

    /// <summary>10,000 operations of queues.</summary>
    public double QueueOperations { get; init; } = 0.004;

    /// <summary>A GB-second of an active instance.</summary>
    public double GigabyteSecond { get; init; } = 0.000026;

    /// <summary>A million executions of functions.</summary>
    public double Executions { get; init; } = 0.40;

    /// <summary>The memory of an instance, in GB.</summary>
    public double Gigabytes { get; init; } = 2;
}
