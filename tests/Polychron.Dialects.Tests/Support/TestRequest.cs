using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Polychron.Dialects.Tests.Support;

/// <summary>Makes requests and reads responses without a server.</summary>
internal static class TestRequest
{
    public static HttpContext Make(string method, string pathAndQuery, string? body = null, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext();
        http.Features.Set<IHttpRequestLifetimeFeature>(new Lifetime());
        http.Request.Method = method;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("localhost");
        var question = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        http.Request.Path = question < 0 ? pathAndQuery : pathAndQuery[..question];
        http.Request.QueryString = new QueryString(question < 0 ? "" : pathAndQuery[question..]);
        http.Response.Body = new MemoryStream();
        if (body is not null)
        {
            Send(http, Encoding.UTF8.GetBytes(body));
            http.Request.ContentType = "application/json";
        }

        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = StringValues.Concat(http.Request.Headers[name], value);
        }

        return http;
    }

    public static HttpRequest Get(string pathAndQuery, params (string Name, string Value)[] headers) =>
        Make("GET", pathAndQuery, null, headers).Request;

    public static void Send(HttpContext http, byte[] body, bool isChunked = false)
    {
        http.Request.Body = new MemoryStream(body);
        http.Request.ContentLength = isChunked ? null : body.Length;
    }

    public static string Sent(HttpContext http) => Encoding.UTF8.GetString(((MemoryStream)http.Response.Body).ToArray());

    /// <summary>A connection that can be cut.</summary>
    private sealed class Lifetime : IHttpRequestLifetimeFeature
    {
        public CancellationToken RequestAborted { get; set; }

        public void Abort() => RequestAborted = new CancellationToken(canceled: true);
    }
}
