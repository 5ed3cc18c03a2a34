using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Timedash.Access;

namespace Polychron.Dialects.Timedash;

/// <summary>What the gate has to know of Timedash: the key as the user name of Basic authentication, HTTPS, CORS, its allowance, its errors.</summary>
internal sealed class TimedashDialect(TimedashOptions options) : IDialect
{
    /// <summary>The root of the API.</summary>
    public const string BasePath = "/timedash";

    /// <summary>What the names of this dialect's functions begin with.</summary>
    public const string Prefix = "Timedash";

    /// <summary>The function that answers preflights, which carry no key.</summary>
    public const string Preflight = Prefix + "Preflight";

    /// <summary>The function that answers for paths that no other one has. Its name puts it last: docs/decisions/0020.</summary>
    public const string UnknownPath = Prefix + "_UnknownPath";

    /// <summary>The function that serves the API's description to everyone.</summary>
    public const string OpenApi = Prefix + "OpenApi";

    private static readonly RateLimitPolicy Allowance = new(Prefix, new RateWindow("minute", 120, 60)) { IsAdjustable = true };

    /// <inheritdoc />
    public string FunctionPrefix => Prefix;

    /// <inheritdoc />
    public RateLimitPolicy? RateLimit => Allowance;

    /// <inheritdoc />
    public bool IsAnonymous(string functionName) => functionName is Preflight or OpenApi;

    /// <inheritdoc />
    public bool IsCounted(string functionName) => functionName != Preflight;

    /// <inheritdoc />
    public void Begin(HttpContext http) => CrossOrigin.Allow(http.Response.Headers);

    /// <summary>The key. Over a connection that is not secure it is not looked at.</summary>
    public string? ReadToken(HttpRequest request)
    {
        SecureConnection.Require(request, options);
        return Credentials.BasicUser(request);
    }

    /// <inheritdoc />
    public IResult RenderError(RequestError error) => Errors.Render(error);
}
