using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Polychron.EmbeddedHost.Http;

/// <summary>
/// One line for each request that no function answers, in the category <c>Polychron.Requests</c> at level Information; the
/// app writes those of its functions. It holds no header and no query: tokens are in the one and text that people search for
/// in the other.
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
    public void End(long began, HttpContext http) =>
        Line(http.Request.Method, PathOf(http), http.Response.StatusCode, time.GetElapsedTime(began).TotalMilliseconds);

    // Percent-encoded, so that a path cannot end the line and begin another.
    private static string PathOf(HttpContext http)
    {
        var path = http.Request.Path.ToUriComponent();
        return path.Length <= MaxPath ? path : path[..MaxPath];
    }

    [LoggerMessage(1, LogLevel.Information, "{Method} {Path} {Status} {DurationMs:0.0} ms, no function", SkipEnabledCheck = true)]
    private partial void Line(string method, string path, int status, double durationMs);
}
