namespace Polychron.EmbeddedHost.Invocation;

/// <summary>What a compiled call does with what the function's method returns.</summary>
internal static class FunctionResults
{
    /// <summary>Stores a result that is there already.</summary>
    public static Task Store(EmbeddedFunctionContext context, object? result)
    {
        context.Result = result;
        return Task.CompletedTask;
    }

    /// <summary>Stores a result when it is there.</summary>
    public static Task Await<T>(EmbeddedFunctionContext context, Task<T> task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            return AwaitSlowly(context, task);
        }

        context.Result = task.Result;
        return Task.CompletedTask;
    }

    /// <summary>Calls the method and disposes its object.</summary>
    public static async Task CallAndDispose(EmbeddedFunctionContext context, object instance, Func<EmbeddedFunctionContext, object?, Task> body)
    {
        try
        {
            await body(context, instance).ConfigureAwait(false);
        }
        finally
        {
            if (instance is IAsyncDisposable asynchronous)
            {
                await asynchronous.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                ((IDisposable)instance).Dispose();
            }
        }
    }

    private static async Task AwaitSlowly<T>(EmbeddedFunctionContext context, Task<T> task) =>
        context.Result = await task.ConfigureAwait(false);
}
