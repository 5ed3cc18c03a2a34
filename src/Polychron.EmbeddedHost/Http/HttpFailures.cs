using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Invocation;

namespace Polychron.EmbeddedHost.Http;

/// <summary>
/// Answers a request whose function threw and whose middleware did not answer for it: 500 with the invocation's id. (The
/// official worker would send an empty 200; the app answers in its middleware, so neither is seen in the ordinary course.)
/// </summary>
internal sealed partial class HttpFailures(ILoggerFactory loggers)
{
    // The client has gone: nobody sees this status but the log. The number is the one that proxies log.
    private const int ClientClosedRequest = 499;
    private readonly ILogger logger = loggers.CreateLogger("Polychron.Functions");

    /// <summary>Answers as far as the response has not begun; throws nothing.</summary>
    public async Task Answer(EmbeddedFunctionContext context, HttpContext http, Exception error)
    {
        if (http.RequestAborted.IsCancellationRequested)
        {
            if (!http.Response.HasStarted)
            {
                http.Response.StatusCode = ClientClosedRequest;
            }

            return;
        }

        // The server's own refusal of a request while its body was read: too long (413), too slow (408), malformed (400).
        var refused = error as BadHttpRequestException;
        if (refused is null)
        {
            Failed(error, context.Function.Name, context.InvocationId);
        }

        if (http.Response.HasStarted)
        {
            // Half a response must not pass for a whole one.
            http.Abort();
            return;
        }

        http.Response.Clear();
        try
        {
            await (refused is null
                ? ErrorBody.Write(http, StatusCodes.Status500InternalServerError, "The request could not be served.", context.InvocationId)
                : ErrorBody.Write(http, refused.StatusCode, MessageOf(refused.StatusCode))).ConfigureAwait(false);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            http.Abort();
        }
    }

    private static string MessageOf(int status) => status switch
    {
        StatusCodes.Status413PayloadTooLarge => "The request body is too large.",
        StatusCodes.Status408RequestTimeout => "The request body came too slowly.",
        _ => "The request is malformed.",
    };

    [LoggerMessage(2, LogLevel.Error, "Function {Function} failed in invocation {InvocationId}")]
    private partial void Failed(Exception error, string function, string invocationId);
}
