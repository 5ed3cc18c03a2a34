using Polychron.Domain.Webhooks;

namespace Polychron.Webhooks.Delivery;

/// <summary>What came of sending.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Response">The beginning of the response's body, or null if there was no response.</param>
/// <param name="RetryAfter">How long the listener asked to be left alone, or null.</param>
internal sealed record SendResult(DeliveryAttempt Attempt, string? Response = null, TimeSpan? RetryAfter = null)
{
    /// <summary>Whether the listener said that it is gone for good.</summary>
    public bool IsGone => Attempt.HttpStatus == 410;
}
