namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline: the next middleware, or at its end the function.</summary>
/// <param name="context">The invocation.</param>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
