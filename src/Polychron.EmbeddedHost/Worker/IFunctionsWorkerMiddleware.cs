namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Wraps every invocation. One instance serves all of them, at the same time.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>
    /// Runs around the rest of the pipeline. It may leave out <paramref name="next"/> and set the result itself, or replace
    /// the result afterwards; an HTTP result is executed only when all middleware has returned.
    /// </summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
