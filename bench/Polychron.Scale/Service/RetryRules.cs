namespace Polychron.Scale.Service;

/// <summary>
/// How often and when a request is sent again that was answered 503: what Azure.Core does with the numbers that the product
/// gives it (TableClientOptions and QueueClients in Polychron.Storage, which have the same).
/// </summary>
internal static class RetryRules
{
    /// <summary>Tries after the first one.</summary>
    public const int MaxRetries = 4;

    /// <summary>The first pause, before jitter; each further one is twice as long.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromSeconds(4);

    /// <summary>Azure.Core draws each pause from so much below to so much above it.</summary>
    private const double Jitter = 0.2;

    /// <summary>The pause before a retry, the first one being 1.</summary>
    public static TimeSpan Before(int retry, Random dice)
    {
        var pause = Delay * (1L << (retry - 1)) * (1 - Jitter + (2 * Jitter * dice.NextDouble()));
        return pause < MaxDelay ? pause : MaxDelay;
    }
}
