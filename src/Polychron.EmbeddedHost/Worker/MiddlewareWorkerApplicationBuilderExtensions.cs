using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds middleware to the pipeline of every function.</summary>
public static class MiddlewareWorkerApplicationBuilderExtensions
{
    /// <summary>Adds a middleware as a singleton service; the first one added is the outermost.</summary>
    /// <typeparam name="T">The middleware's class.</typeparam>
    public static IFunctionsWorkerApplicationBuilder UseMiddleware<T>(this IFunctionsWorkerApplicationBuilder builder)
        where T : class, IFunctionsWorkerMiddleware
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<T>();
        return builder.Use(next =>
        {
            // A singleton: found once, not at every invocation. Two that race find the same one.
            T? found = null;
            return context => (found ??= context.InstanceServices.GetRequiredService<T>()).Invoke(context, next);
        });
    }
}
