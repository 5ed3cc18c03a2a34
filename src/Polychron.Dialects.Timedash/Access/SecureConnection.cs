using System.Net;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Timedash.Access;

/// <summary>Refuses plain HTTP (Timedash, "Authentication": "Calls made over plain HTTP will fail").</summary>
internal static class SecureConnection
{
    /// <summary>
    /// Lets a request go on that came over TLS, or whose first X-Forwarded-Proto says https, or that never left this machine.
    /// The header is believed from anyone, since who forges it gives away no key but their own. One that says http is believed
    /// too: then the connection is a proxy's on this machine, and the client's was another.
    /// </summary>
    /// <exception cref="RequestException">It came over plain HTTP.</exception>
    public static void Require(HttpRequest request, TimedashOptions options)
    {
        if (!options.AllowsHttp && !IsSecure(request))
        {
            throw new RequestException(
                RequestErrorKind.Forbidden, "Calls over plain HTTP are refused, since they show your key to everyone on the way. Use HTTPS, and a new key.");
        }
    }

    private static bool IsSecure(HttpRequest request)
    {
        var forwarded = request.Headers["X-Forwarded-Proto"];
        if (forwarded.Count > 0)
        {
            var first = forwarded[0].AsSpan();
            var comma = first.IndexOf(',');
            return (comma < 0 ? first : first[..comma]).Trim().Equals("https", StringComparison.OrdinalIgnoreCase);
        }

        return request.IsHttps || (request.HttpContext.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer));
    }
}
