using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.EmbeddedHost.Discovery;

namespace Polychron.EmbeddedHost.Invocation;

/// <summary>An invocation. What an ordinary request does not ask for is not made: the id, the items, the scope of services.</summary>
internal sealed class EmbeddedFunctionContext : FunctionContext
{
    private readonly InvocationIds ids;
    private string? invocationId;
    private IDictionary<object, object>? items;
    private IServiceProvider? services;

    /// <summary>An invocation by an HTTP request, whose scope of services and whose end it shares.</summary>
    public EmbeddedFunctionContext(FunctionDescriptor function, InvocationIds ids, HttpContext http)
    {
        Function = function;
        this.ids = ids;
        Http = http;
        CancellationToken = http.RequestAborted;
    }

    /// <summary>An invocation by a queue message or a timer.</summary>
    public EmbeddedFunctionContext(
        FunctionDescriptor function, InvocationIds ids, object payload, IServiceProvider services, CancellationToken cancellation)
    {
        Function = function;
        this.ids = ids;
        Payload = payload;
        this.services = services;
        CancellationToken = cancellation;
    }

    public FunctionDescriptor Function { get; }

    public HttpContext? Http { get; }

    /// <summary>The message's text or the timer's information; null for HTTP.</summary>
    public object? Payload { get; }

    public object? Result { get; set; }

    public override string InvocationId => invocationId ??= ids.Next();

    public override FunctionDefinition FunctionDefinition => Function;

    public override IServiceProvider InstanceServices
    {
        get => services ?? Http!.RequestServices;
        set => services = value;
    }

    public override IDictionary<object, object> Items
    {
        get => items ??= Http is null ? [] : new Dictionary<object, object> { [FunctionContextExtensions.HttpContextKey] = Http };
        set => items = value;
    }

    public override CancellationToken CancellationToken { get; }
}
