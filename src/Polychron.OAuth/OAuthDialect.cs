using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.OAuth.Protocol;

namespace Polychron.OAuth;

/// <summary>What the gate has to know of the endpoints that clients call: their errors, and that all but one take no bearer token.</summary>
internal sealed class OAuthDialect : IDialect
{
    /// <summary>The function that takes a bearer token.</summary>
    public const string TokenInfo = "OAuthTokenInfo";

    // By address, and a web application calls from one for all its users.
    private static readonly RateLimitPolicy Allowance = new("OAuth", new RateWindow("minute", 600, 60));

    public string FunctionPrefix => "OAuth";

    public RateLimitPolicy? RateLimit => Allowance;

    public bool IsCrossOrigin => true;

    public bool IsAnonymous(string functionName) => functionName != TokenInfo;

    public string? ReadToken(HttpRequest request) => Credentials.Bearer(request);

    public IResult RenderError(RequestError error) => OAuthErrors.Render(error);
}
