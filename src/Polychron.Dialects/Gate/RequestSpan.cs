using System.Collections.Frozen;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Polychron.UseCases.Ports.Telemetry;

namespace Polychron.Dialects.Gate;

/// <summary>
/// The span of a request: the child of the one that the request names in <c>traceparent</c>, if any. It has the route, never the
/// path or the query, and nothing of headers or bodies.
/// </summary>
internal static class RequestSpan
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    // The conventions' word for a method that is none of HTTP's: a caller may make up as many as they like.
    private const string OtherMethod = "_OTHER";

    private static readonly FrozenSet<string> Methods = new[]
    {
        HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options,
        HttpMethods.Trace, HttpMethods.Connect,
    }.ToFrozenSet(StringComparer.Ordinal);

    public static Activity? Start(HttpContext http, GatedFunction function, string name)
    {
        // The framework may have a span of its own here, which is exported by nobody: it must not come between.
        Activity.Current = null;
        ActivityContext.TryParse(
            http.Request.Headers[Parent].ToString(), http.Request.Headers[State].ToString(), isRemote: true, out var parent);
        var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var method = MethodOf(http.Request);
        var span = PolychronTelemetry.Source.StartActivity($"{method} {route ?? name}", ActivityKind.Server, parent);
        if (span is { IsAllDataRequested: true })
        {
            span.SetTag(AttributeNames.HttpMethod, method);
            span.SetTag(AttributeNames.HttpRoute, route);
            span.SetTag(AttributeNames.Dialect, function.Name);
            span.SetTag(AttributeNames.Operation, name);
        }

        return span;
    }

    public static void End(Activity span, int status, long? workspace, long? sequence)
    {
        span.SetTag(AttributeNames.HttpStatus, status);
        span.SetTag(AttributeNames.Workspace, workspace);
        span.SetTag(AttributeNames.Sequence, sequence);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        // Where this runs another span may be the current one, and stays it.
        var current = Activity.Current;
        span.Stop();
        Activity.Current = current;
    }

    private static string MethodOf(HttpRequest request) => Methods.Contains(request.Method) ? request.Method : OtherMethod;
}
