using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Dialects.Gate;

/// <summary>
/// Does for every HTTP function what no function should repeat: finds its dialect by its name, lets the caller in, and
/// turns every exception into the dialect's error. Add it once, outermost:
/// <c>builder.UseMiddleware&lt;DialectMiddleware&gt;()</c>. Invocations by queue or timer pass, but for a span, since their
/// exceptions are what the host repeats them for.
/// </summary>
public sealed class DialectMiddleware(DialectGate gate) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? gate.PassAsync(context, http, next)
        : PolychronTelemetry.Source.HasListeners() ? TraceAsync(context, next)
        : next(context);

    // Of no request: what a message or a timer does has a trace of its own.
    private static async Task TraceAsync(FunctionContext context, FunctionExecutionDelegate next)
    {
        var name = context.FunctionDefinition.Name;
        Activity.Current = null;
        using var activity = PolychronTelemetry.Source.StartActivity($"process {name}", ActivityKind.Consumer);
        activity?.SetTag(AttributeNames.Operation, name);
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            activity?.SetTag(AttributeNames.ErrorType, error.GetType().Name);
            activity?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
