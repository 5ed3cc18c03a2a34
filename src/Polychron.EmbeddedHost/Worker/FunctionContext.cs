namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function, as its middleware and the function itself see it.</summary>
public abstract class FunctionContext
{
    /// <summary>The invocation's id, unique; the request id in the log.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The function that is run.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>The services of this invocation's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>What middleware and function share during this invocation.</summary>
#pragma warning disable CA2227 // The official class's signature.
    public abstract IDictionary<object, object> Items { get; set; }
#pragma warning restore CA2227

    /// <summary>
    /// Cancelled when the work is no longer of use: the HTTP client has gone, or the host's time to drain is over.
    /// </summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;
}
