using System.Buffers.Binary;
using Polychron.UseCases.Ports.Ambient;

namespace Polychron.Webhooks.Delivery;

/// <summary>When a delivery is tried again.</summary>
internal sealed class RetrySchedule(WebhookOptions options, IRandomSource random)
{
    /// <summary>The most that is added to a delay, as a part of it, so that what failed together does not come back together.</summary>
    public const double MaxJitter = 0.2;

    /// <summary>The longest wait that a listener can ask for.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromDays(1);

    /// <summary>
    /// How long to wait after an attempt has failed, or null if it was the last one. What the listener asked for counts where
    /// it is longer than the schedule.
    /// </summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">What the listener asked for, or null.</param>
    public TimeSpan? After(int attempt, TimeSpan? retryAfter)
    {
        if (attempt >= options.Schedule.Count)
        {
            return null;
        }

        var delay = options.Schedule[attempt];
        var asked = retryAfter is { } wait && wait < MaxRetryAfter ? wait : retryAfter is null ? TimeSpan.Zero : MaxRetryAfter;
        return WithJitter(delay > asked ? delay : asked);
    }

    /// <summary>How long a delivery waits for its host, when it has waited so often: a second, doubling up to a minute.</summary>
    public TimeSpan ForHost(int deferrals) => WithJitter(TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(deferrals, 6))));

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", options.Schedule) + $"; up to {MaxJitter:P0} more each";

    private TimeSpan WithJitter(TimeSpan delay)
    {
        Span<byte> bits = stackalloc byte[4];
        random.Fill(bits);
        return delay * (1 + MaxJitter * BinaryPrimitives.ReadUInt32LittleEndian(bits) / uint.MaxValue);
    }
}
