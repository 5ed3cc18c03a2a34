using Polychron.EmbeddedHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Reads and replaces an invocation's result.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    private static readonly object ResultKey = new();

    /// <summary>The invocation's result as it is now; setting its value replaces it.</summary>
    public static InvocationResult GetInvocationResult(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new InvocationResult(context, Read(context));
    }

    internal static void Store(FunctionContext context, object? value)
    {
        if (context is EmbeddedFunctionContext embedded)
        {
            embedded.Result = value;
        }
        else if (value is null)
        {
            context.Items.Remove(ResultKey);
        }
        else
        {
            context.Items[ResultKey] = value;
        }
    }

    // A context of another class is a test's own: its result lives among its items.
    private static object? Read(FunctionContext context) =>
        context is EmbeddedFunctionContext embedded ? embedded.Result : context.Items.TryGetValue(ResultKey, out var value) ? value : null;
}
