using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Polychron.EmbeddedHost.Discovery;

namespace Polychron.EmbeddedHost.Invocation;

/// <summary>Runs functions that no HTTP request triggers, each run in a scope of services of its own.</summary>
internal sealed partial class BackgroundInvoker(
    IServiceScopeFactory scopes, InvocationPipeline pipeline, InvocationIds ids, ILoggerFactory loggers, TimeProvider time)
{
    private readonly ILogger logger = loggers.CreateLogger("Polychron.Functions");

    /// <summary>Runs the function once. False if it failed, which has then been logged; throws nothing.</summary>
    /// <param name="function">The function.</param>
    /// <param name="payload">The message's text or the timer's information.</param>
    /// <param name="cancellation">Cancelled when the run is to give up.</param>
    public async Task<bool> Run(FunctionDescriptor function, object payload, CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        var id = "";
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var context = new EmbeddedFunctionContext(function, ids, payload, scope.ServiceProvider, cancellation);
                id = context.InvocationId;
                await pipeline.Run(context).ConfigureAwait(false);
            }

            Ran(function.Name, time.GetElapsedTime(began).TotalMilliseconds, id);
            return true;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Abandoned(function.Name, time.GetElapsedTime(began).TotalMilliseconds, id);
            return false;
        }
#pragma warning disable CA1031 // A failed run must not end the loop that makes the next one.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(error, function.Name, time.GetElapsedTime(began).TotalMilliseconds, id);
            return false;
        }
    }

    [LoggerMessage(20, LogLevel.Debug, "Function {Function} ran {DurationMs:0.0} ms in invocation {InvocationId}")]
    private partial void Ran(string function, double durationMs, string invocationId);

    [LoggerMessage(21, LogLevel.Warning, "Function {Function} was given up after {DurationMs:0.0} ms, because the host stops, in invocation {InvocationId}")]
    private partial void Abandoned(string function, double durationMs, string invocationId);

    [LoggerMessage(22, LogLevel.Error, "Function {Function} failed after {DurationMs:0.0} ms in invocation {InvocationId}")]
    private partial void Failed(Exception error, string function, double durationMs, string invocationId);
}
