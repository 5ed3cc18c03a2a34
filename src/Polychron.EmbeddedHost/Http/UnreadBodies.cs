using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Polychron.EmbeddedHost.Hosting;

namespace Polychron.EmbeddedHost.Http;

/// <summary>
/// Has the server take and drop a long body that was answered before it was read, up to a bound. Most clients send all of a
/// body before they look for an answer: to them, a connection that is closed earlier is broken, and the answer is lost.
/// </summary>
/// <remarks>
/// Kestrel drains a body by itself when the answer was sent, for 5 s at most, unless it is longer than a function may read; then
/// it closes the connection at once. So the limit is raised as soon as there is no function left that could read more.
/// </remarks>
internal static class UnreadBodies
{
    /// <summary>Puts this around all that answers requests.</summary>
    public static RequestDelegate Wrap(RequestDelegate next) => http => MayBeLong(http.Request) ? Answer(http, next) : next(http);

    private static bool MayBeLong(HttpRequest request) =>
        request.ContentLength > HostDefaults.MaxRequestBodyBytes || request.Headers.TransferEncoding.Count > 0;

    private static async Task Answer(HttpContext http, RequestDelegate next)
    {
        await next(http).ConfigureAwait(false);

        // Read-only once a function has begun to read: what it may read is then what is drained.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false, MaxRequestBodySize: < HostDefaults.MaxDrainedBodyBytes } size)
        {
            size.MaxRequestBodySize = HostDefaults.MaxDrainedBodyBytes;
        }
    }
}
