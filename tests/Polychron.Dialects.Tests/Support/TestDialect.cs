using System.Text;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Tests.Support;

/// <summary>A dialect whose errors read "kind|message|field,field". Functions whose name ends in "Open" are anonymous.</summary>
internal sealed class TestDialect(string prefix = "Test") : IDialect
{
    public string FunctionPrefix => prefix;

    public string ContentType { get; init; } = BytesResult.Json;

    public RateLimitPolicy? RateLimit { get; init; }

    public Func<HttpRequest, ValueTask>? Admit { get; init; }

    public Func<RequestError, IResult>? Render { get; init; }

    public bool IsAnonymous(string functionName) => functionName.EndsWith("Open", StringComparison.Ordinal);

    public string? ReadToken(HttpRequest request) => Credentials.Bearer(request);

    public long? ReadWorkspaceId(HttpRequest request) => request.Headers["X-Workspace-Id"] is [{ } id]
        ? long.TryParse(id, out var number) ? number : throw new RequestException(RequestErrorKind.BadRequest, "X-Workspace-Id is a number.")
        : null;

    public ValueTask AdmitAsync(HttpRequest request, CancellationToken cancellation) => Admit?.Invoke(request) ?? default;

    public IResult RenderError(RequestError error) => Render?.Invoke(error) ?? new BytesResult(
        error.Status,
        Encoding.UTF8.GetBytes($"{error.Kind}|{error.Message}|{string.Join(',', error.Fields.Select(field => field.Field))}"),
        "text/plain");
}
