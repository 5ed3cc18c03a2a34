using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Polychron.Dialects.Gate;

/// <summary>
/// Does for every HTTP function what no function should repeat: finds its dialect by its name, lets the caller in, and
/// turns every exception into the dialect's error. Add it once, outermost:
/// <c>builder.UseMiddleware&lt;DialectMiddleware&gt;()</c>. Invocations by queue or timer pass untouched, since their
/// exceptions are what the host repeats them for.
/// </summary>
public sealed class DialectMiddleware(DialectGate gate) : IFunctionsWorkerMiddleware
{
    /// <inheritdoc />
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? gate.PassAsync(context, http, next) : next(context);
}
