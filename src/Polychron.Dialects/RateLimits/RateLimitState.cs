namespace Polychron.Dialects.RateLimits;

/// <summary>What the rate limiter says of one request.</summary>
/// <param name="IsAllowed">Whether the request may go on; if so, it is counted.</param>
/// <param name="Limit">The allowance of the policy's first window.</param>
/// <param name="Remaining">What is left of that allowance after this request. With several instances it may be lower than what this caller can still have, never higher by more than what others hold.</param>
/// <param name="RetryAfterSeconds">If not allowed: when every window that refused has ended, in whole seconds from now, rounded up, 1 or more. Else 0.</param>
internal readonly record struct RateLimitState(bool IsAllowed, int Limit, int Remaining, int RetryAfterSeconds);
