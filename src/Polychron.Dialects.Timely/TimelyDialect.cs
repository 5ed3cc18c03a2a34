using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Urls;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Timely;

/// <summary>What the gate has to know of Timely: a bearer token, the account in the path, its allowance, its errors.</summary>
internal sealed class TimelyDialect : IDialect
{
    /// <summary>The root of the API.</summary>
    public const string BasePath = "/timely/1.1";

    /// <summary>What the names of this dialect's functions begin with.</summary>
    public const string Prefix = "Timely";

    /// <summary>What the names of the functions begin with that serve pictures, which a browser asks for without a token.</summary>
    public const string AssetPrefix = Prefix + "Asset";

    /// <summary>The content type of all replies, as the document shows it.</summary>
    public const string Json = "application/json; charset=utf-8";

    private const string Accounts = "accounts";

    private static readonly RateLimitPolicy Allowance = new(
        Prefix, new RateWindow("minute", 300, 60), new RateWindow("hour", 6_000, 3_600));

    /// <inheritdoc />
    public string FunctionPrefix => Prefix;

    /// <inheritdoc />
    public string ContentType => Json;

    /// <inheritdoc />
    public RateLimitPolicy? RateLimit => Allowance;

    /// <inheritdoc />
    public bool IsCrossOrigin => true;

    /// <inheritdoc />
    public bool IsAnonymous(string functionName) => functionName.StartsWith(AssetPrefix, StringComparison.Ordinal);

    /// <summary>The documented update of a project is <c>{"project":{"name":"updated project name","name":null}}</c>.</summary>
    public bool TakesLastOfDoubles => true;

    /// <inheritdoc />
    public string? ReadToken(HttpRequest request) => Credentials.Bearer(request);

    /// <summary>The account of <c>/timely/1.1/{account}/...</c> and <c>/timely/1.1/accounts/{account}</c>.</summary>
    public long? ReadWorkspaceId(HttpRequest request)
    {
        if (!request.Path.StartsWithSegments(BasePath, StringComparison.OrdinalIgnoreCase, out var rest))
        {
            return null;
        }

        var segments = rest.Value!.Split('/', 4);
        var account = segments.Length < 2 ? null
            : !segments[1].Equals(Accounts, StringComparison.OrdinalIgnoreCase) ? segments[1]
            : segments.Length > 2 ? segments[2] : null;
        return RouteId.TryParse(account, out var id) ? id : null;
    }

    /// <inheritdoc />
    public IResult RenderError(RequestError error) => Errors.Render(error);

    /// <summary>
    /// "List all accounts" of a user who is in none: the token is good, and its list is empty. (The gate lets nobody in without an
    /// account, since all other functions work in one.)
    /// </summary>
    public IResult RenderError(RequestError error, HttpRequest request, Caller? caller) =>
        error.Kind == RequestErrorKind.NotMember && IsAccountList(request) ? new BytesResult(StatusCodes.Status200OK, "[]"u8.ToArray(), Json) : RenderError(error);

    private static bool IsAccountList(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Path.StartsWithSegments($"{BasePath}/{Accounts}", StringComparison.OrdinalIgnoreCase, out var rest)
        && rest.Value is "" or "/";
}
