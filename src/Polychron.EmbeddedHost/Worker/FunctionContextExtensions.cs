using Microsoft.AspNetCore.Http;
using Polychron.EmbeddedHost.Invocation;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>The HTTP side of an invocation.</summary>
public static class FunctionContextExtensions
{
    // The official worker's key among the items.
    internal const string HttpContextKey = "HttpRequestContext";

    /// <summary>The HTTP request and response of this invocation, or null if no HTTP request triggered it.</summary>
    public static HttpContext? GetHttpContext(this FunctionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context is EmbeddedFunctionContext embedded
            ? embedded.Http
            : context.Items.TryGetValue(HttpContextKey, out var http) ? http as HttpContext : null;
    }
}
