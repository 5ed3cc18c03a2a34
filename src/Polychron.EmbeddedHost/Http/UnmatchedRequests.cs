using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Polychron.EmbeddedHost.Http;

/// <summary>
/// Answers requests that no function takes: 404, or 405 with <c>Allow</c> where the path is known with other methods (the
/// Functions host on Azure answers 404 to both).
/// </summary>
internal sealed class UnmatchedRequests(RequestLog requests)
{
    /// <summary>Puts this before the endpoints; a request that has found its function passes by.</summary>
    public RequestDelegate Wrap(RequestDelegate next) =>
        http => http.GetEndpoint() is RouteEndpoint ? next(http) : Answer(http, next);

    private async Task Answer(HttpContext http, RequestDelegate next)
    {
        var began = requests.Begin();

        // Routing's own endpoint for a wrong method, or the end of the pipeline: either sets the status and writes nothing.
        await next(http).ConfigureAwait(false);
        var message = http.Response.StatusCode == StatusCodes.Status405MethodNotAllowed
            ? "This path does not take this method."
            : "There is nothing at this path.";
        await ErrorBody.Write(http, http.Response.StatusCode, message).ConfigureAwait(false);
        if (began != 0)
        {
            requests.End(began, http);
        }
    }
}
