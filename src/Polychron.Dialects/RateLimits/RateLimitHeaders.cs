using Microsoft.AspNetCore.Http;

namespace Polychron.Dialects.RateLimits;

/// <summary>The headers in which clients see their allowance. Retry-After comes with the refusal itself.</summary>
internal static class RateLimitHeaders
{
    public static void Write(IHeaderDictionary headers, in RateLimitState state)
    {
        headers["X-RateLimit-Limit"] = state.Limit.ToString();
        headers["X-RateLimit-Remaining"] = state.Remaining.ToString();
    }
}
