using Microsoft.AspNetCore.Http;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Gate;

/// <summary>What the gate found out about a request, among the request's features.</summary>
internal sealed class DialectRequest(IDialect dialect)
{
    public IDialect Dialect { get; } = dialect;

    public Caller? Caller { get; set; }

    /// <summary>The last record of what the request wrote; null where it wrote nothing.</summary>
    public long? Sequence { get; set; }

    public static DialectRequest Of(HttpRequest request) =>
        request.HttpContext.Features.Get<DialectRequest>()
        ?? throw new InvalidOperationException("The request did not come through the gate of a dialect.");
}
