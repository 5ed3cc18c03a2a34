using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Polychron.EmbeddedHost.Discovery;
using Polychron.EmbeddedHost.Invocation;

namespace Polychron.EmbeddedHost.Http;

/// <summary>
/// Answers a request with a function: the middleware and the function first, then the result that they leave is executed.
/// </summary>
internal sealed class HttpFunctionHandler(
    FunctionDescriptor function, InvocationPipeline pipeline, InvocationIds ids, HttpFailures failures)
{
    /// <summary>Handles one request; throws nothing.</summary>
    public async Task Handle(HttpContext http)
    {
        var context = new EmbeddedFunctionContext(function, ids, http);
        try
        {
            await pipeline.Run(context).ConfigureAwait(false);
            switch (context.Result)
            {
                case IResult result:
                    await result.ExecuteAsync(http).ConfigureAwait(false);
                    break;
                case IActionResult result:
                    await result.ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor())).ConfigureAwait(false);
                    break;
                case null:
                    // A function without a result has written the response itself, or wants an empty 200.
                    break;
                default:
                    throw new InvalidOperationException($"The result of function '{function.Name}' was replaced by a {context.Result.GetType().Name}, which is neither IResult nor IActionResult.");
            }
        }
#pragma warning disable CA1031 // Whatever it is, it becomes the answer.
        catch (Exception error)
#pragma warning restore CA1031
        {
            await failures.Answer(context, http, error).ConfigureAwait(false);
        }
    }
}
