namespace Polychron.Dialects.Cors;

/// <summary>What pages of other origins may send and read beside what browsers allow anyway.</summary>
public static class CrossOriginHeaders
{
    /// <summary>The request headers, in the form of <c>Access-Control-Allow-Headers</c>.</summary>
    public const string Request = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Workspace-Id, X-Time-Zone";

    /// <summary>The response headers, in the form of <c>Access-Control-Expose-Headers</c>.</summary>
    public const string Response =
        "ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id, Idempotency-Replayed, X-Polychron-Report-Plan, Allow, WWW-Authenticate";

    /// <summary>How long a browser may remember a preflight: a day, which browsers cut to what they like.</summary>
    public const string MaxAgeSeconds = "86400";
}
