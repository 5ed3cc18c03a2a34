namespace Microsoft.Azure.Functions.Worker;

/// <summary>The result of an invocation, which middleware may read and replace.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
public class InvocationResult<T>
{
    private readonly FunctionContext context;
    private T? value;

    internal InvocationResult(FunctionContext context, T? value)
    {
        this.context = context;
        this.value = value;
    }

    /// <summary>
    /// What the function returned, or null if it returned nothing or has not run. An <c>IResult</c> or
    /// <c>IActionResult</c> set here is executed after the middleware, in place of the function's own.
    /// </summary>
    public T? Value
    {
        get => value;
        set
        {
            this.value = value;
            FunctionContextBindingFeatureExtensions.Store(context, value);
        }
    }
}

/// <summary>The result of an invocation, of any type.</summary>
public sealed class InvocationResult : InvocationResult<object>
{
    internal InvocationResult(FunctionContext context, object? value)
        : base(context, value)
    {
    }
}
