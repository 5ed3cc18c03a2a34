using Microsoft.Azure.Functions.Worker.Middleware;

namespace Polychron.EmbeddedHost.Invocation;

/// <summary>The one pipeline of all functions: the middleware in the order in which it was added, then the function's call.</summary>
internal sealed class InvocationPipeline
{
    private readonly FunctionExecutionDelegate first;

    public InvocationPipeline(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware)
    {
        FunctionExecutionDelegate pipeline = context =>
        {
            var embedded = (EmbeddedFunctionContext)context;
            return embedded.Function.Invoker(embedded);
        };
        for (var i = middleware.Count - 1; i >= 0; i--)
        {
            pipeline = middleware[i](pipeline);
        }

        first = pipeline;
    }

    /// <summary>Runs the invocation; its result is then in the context.</summary>
    public Task Run(EmbeddedFunctionContext context) => first(context);
}
