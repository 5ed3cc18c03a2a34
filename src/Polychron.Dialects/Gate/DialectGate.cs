using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;
using Polychron.Dialects.Cors;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Gate;

/// <summary>The gate that every HTTP request passes, in and out. It lets no exception through: the official host would answer one with an empty 200.</summary>
public sealed partial class DialectGate
{
    // The client has gone: only the log sees this status. The number is the one that proxies log.
    private const int ClientClosedRequest = 499;

    private readonly DialectTable _dialects;
    private readonly Admission _admission;
    private readonly CrossOriginGate _crossOrigin;
    private readonly RequestMeter _meter;
    private readonly ILogger<DialectGate> _logger;

    internal DialectGate(
        DialectTable dialects, Admission admission, CrossOriginGate crossOrigin, RequestMeter meter, ILogger<DialectGate> logger)
    {
        _dialects = dialects;
        _admission = admission;
        _crossOrigin = crossOrigin;
        _meter = meter;
        _logger = logger;
    }

    internal async Task PassAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        var function = _dialects.Find(context.FunctionDefinition.Name);
        _meter.Begin(http, function, context.FunctionDefinition.Name, context.InvocationId);
        try
        {
            var headers = http.Response.Headers;
            headers["X-Request-Id"] = context.InvocationId;
            SecurityHeaders.Write(http, function.Dialect);
            if (function.Dialect is not null)
            {
                // What a dialect answers is a caller's own: kept by that caller at most, and asked for again.
                headers.CacheControl = "no-cache, private";
                function.Dialect.Begin(http);
                if (_crossOrigin.Pass(http, function.Dialect) is { } preflight)
                {
                    context.GetInvocationResult().Value = preflight;
                    return;
                }

                await _admission.AdmitAsync(http, function).ConfigureAwait(false);
            }

            await next(context).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever it is, it becomes the answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            context.GetInvocationResult().Value = Answer(context, http, function.Dialect, ErrorMap.Unwrap(exception));
        }
    }

    private IResult Answer(FunctionContext context, HttpContext http, IDialect? dialect, Exception exception)
    {
        if (http.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            return http.Response.HasStarted ? Results.Empty : new BytesResult(ClientClosedRequest);
        }

        if (http.Response.HasStarted)
        {
            // Half a response must not pass for a whole one.
            BrokenOff(exception, context.FunctionDefinition.Name, context.InvocationId);
            http.Abort();
            return Results.Empty;
        }

        var error = Describe(context, exception);
        if (error.RetryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString();
        }

        return Render(context, http, dialect, error);
    }

    private RequestError Describe(FunctionContext context, Exception exception)
    {
        var name = context.FunctionDefinition.Name;
        if (ErrorMap.Find(exception) is { } error)
        {
            if (error.Kind == RequestErrorKind.Unavailable)
            {
                StoreUnavailable(exception, name, context.InvocationId);
            }

            return error;
        }

        if (exception is OperationCanceledException && context.CancellationToken.IsCancellationRequested)
        {
            return new RequestError(RequestErrorKind.Unavailable, "The server is stopping; repeat the request.")
            {
                RetryAfterSeconds = ErrorMap.UnavailableSeconds,
            };
        }

        Failed(exception, name, context.InvocationId);
        return new RequestError(RequestErrorKind.Internal, $"Something went wrong on the server. It is in the log as {context.InvocationId}.")
        {
            ErrorId = context.InvocationId,
        };
    }

    private IResult Render(FunctionContext context, HttpContext http, IDialect? dialect, RequestError error)
    {
        try
        {
            return dialect?.RenderError(error, http.Request, http.Features.Get<DialectRequest>()?.Caller) ?? PlainError.Render(error);
        }
#pragma warning disable CA1031 // A dialect that cannot render an error must not turn it into an empty 200.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, context.FunctionDefinition.Name, context.InvocationId);
            return PlainError.Render(error);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed in invocation {InvocationId}")]
    private partial void Failed(Exception exception, string function, string invocationId);

    [LoggerMessage(2, LogLevel.Error, "Function {Function} broke off its response in invocation {InvocationId}")]
    private partial void BrokenOff(Exception exception, string function, string invocationId);

    [LoggerMessage(3, LogLevel.Warning, "The store could not answer function {Function} in invocation {InvocationId}")]
    private partial void StoreUnavailable(Exception exception, string function, string invocationId);
}
