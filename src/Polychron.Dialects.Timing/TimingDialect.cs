using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;

namespace Polychron.Dialects.Timing;

/// <summary>What the gate has to know of Timing: a bearer token, its allowance, its errors.</summary>
internal sealed class TimingDialect : IDialect
{
    /// <summary>The root of the API, to which references are relative.</summary>
    public const string BasePath = "/timing/api/v1";

    /// <summary>What the names of this dialect's functions begin with.</summary>
    public const string Prefix = "Timing";

    private static readonly RateLimitPolicy Allowance = new(
        Prefix, new RateWindow("hour", 500, 3_600), new RateWindow("minute", 200, 60));

    /// <inheritdoc />
    public string FunctionPrefix => Prefix;

    /// <inheritdoc />
    public RateLimitPolicy? RateLimit => Allowance;

    /// <inheritdoc />
    public bool IsCrossOrigin => true;

    /// <inheritdoc />
    public string? ReadToken(HttpRequest request) => Credentials.Bearer(request);

    /// <inheritdoc />
    public IResult RenderError(RequestError error) => Errors.Render(error);
}
