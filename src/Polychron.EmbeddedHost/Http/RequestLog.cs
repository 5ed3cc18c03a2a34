using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Polychron.EmbeddedHost.Http;

/// <summary>
/// One line for each request, in the category <c>Polychron.Requests</c> at level Information. It holds no header and no
/// query: tokens are in the one and text that people search for in the other.
/// </summary>
internal sealed partial class RequestLog(ILoggerFactory loggers, TimeProvider time)
{
    private const int MaxPath = 512;
    private readonly ILogger logger = loggers.CreateLogger("Polychron.Requests");

    /// <summary>The time stamp of a request's beginning, or 0 if the line is not wanted.</summary>
    public long Begin() => logger.IsEnabled(LogLevel.Information) ? time.GetTimestamp() : 0;

    /// <summary>Writes the line.</summary>
    /// <param name="began">What <see cref="Begin"/> returned, not 0.</param>
    /// <param name="http">The request and its response.</param>
    /// <param name="requestId">The invocation's id.</param>
    /// <param name="function">The function's name, or "-" if none answered.</param>
    public void End(long began, HttpContext http, string requestId, string function) =>
        Line(http.Request.Method, PathOf(http), http.Response.StatusCode, time.GetElapsedTime(began).TotalMilliseconds, requestId, function);

    // Percent-encoded, so that a path cannot end the line and begin another.
    private static string PathOf(HttpContext http)
    {
        var path = http.Request.Path.ToUriComponent();
        return path.Length <= MaxPath ? path : path[..MaxPath];
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} {Status} {DurationMs:0.0} ms {RequestId} {Function}", SkipEnabledCheck = true)]
    private partial void Line(string method, string path, int status, double durationMs, string requestId, string function);
}
