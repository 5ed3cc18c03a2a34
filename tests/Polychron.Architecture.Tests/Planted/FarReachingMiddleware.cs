using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Polychron.Architecture.Tests.Planted;

/// <summary>Uses members of the worker's API that are not on the list.</summary>
internal sealed class FarReachingMiddleware : IFunctionsWorkerMiddleware
{
    public static IFunctionsWorkerApplicationBuilder AddTo(IFunctionsWorkerApplicationBuilder builder) =>
        builder.Use(next => context => new FarReachingMiddleware().Invoke(context, next));

    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        context.Items["entry"] = context.FunctionDefinition.EntryPoint;
        return next(context);
    }
}
