using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Polychron.Dialects.Urls;

namespace Polychron.Dialects.Gate;

/// <summary>
/// What every response says to browsers (OWASP REST Security Cheat Sheet, "Security Headers"): take the content type at its
/// word, run and frame nothing, tell no one the address, come back over TLS. Pages say their own policy over this one.
/// </summary>
internal static class SecurityHeaders
{
    // Made once: they are on every response.
    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues NoReferrer = "no-referrer";
    private static readonly StringValues Deny = "DENY";
    private static readonly StringValues Nothing = "default-src 'none'; frame-ancestors 'none'";
    private static readonly StringValues SameOrigin = "same-origin";

    // Half a year, for this host alone: what else runs below its name is not ours to decide.
    private static readonly StringValues HalfAYear = "max-age=15552000";

    public static void Write(HttpContext http, IDialect? dialect)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = NoReferrer;
        headers.XFrameOptions = Deny;
        headers.ContentSecurityPolicy = Nothing;
        if (dialect is { IsCrossOrigin: false })
        {
            // Where a browser sends a cookie by itself, a page of another site gets nothing of the answer, not even as a picture.
            headers["Cross-Origin-Resource-Policy"] = SameOrigin;
        }

        if (RequestUrl.IsSecure(http.Request))
        {
            headers.StrictTransportSecurity = HalfAYear;
        }
    }
}
