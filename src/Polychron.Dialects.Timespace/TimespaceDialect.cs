using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.Dialects.Timespace.Ids;
using Polychron.Dialects.Timespace.Languages;
using Polychron.Dialects.Urls;
using Polychron.UseCases.Access;

namespace Polychron.Dialects.Timespace;

/// <summary>What the gate has to know of Timespace: the key in a cookie, the cloud in the id, its allowance, its errors.</summary>
internal sealed class TimespaceDialect : IDialect
{
    /// <summary>The root of the API.</summary>
    public const string BasePath = "/timespace";

    /// <summary>What the names of this dialect's functions begin with.</summary>
    public const string Prefix = "Timespace";

    private static readonly RateLimitPolicy Allowance = new(
        Prefix, new RateWindow("minute", 300, 60), new RateWindow("hour", 6_000, 3_600));

    /// <inheritdoc />
    public string FunctionPrefix => Prefix;

    /// <inheritdoc />
    public RateLimitPolicy? RateLimit => Allowance;

    /// <inheritdoc />
    public string? ReadToken(HttpRequest request)
    {
        RefuseOtherSites(request);
        return KeyCookie.Read(request);
    }

    /// <summary>The cloud of the record or template that the path names; for types and 0 the key's own.</summary>
    public long? ReadWorkspaceId(HttpRequest request)
    {
        var id = request.Path.Value?.Split('/') is { Length: > 2 } parts ? parts[2] : null;
        return RecordId.TryParse(id, out var record) ? record.Cloud
            : TemplateId.TryParse(id, out var template) ? template.Cloud
            : null;
    }

    /// <inheritdoc />
    public IResult RenderError(RequestError error) => Errors.Render(error, Language.English);

    /// <inheritdoc />
    public IResult RenderError(RequestError error, HttpRequest request, Caller? caller) =>
        Errors.Render(error, Errors.LanguageOf(request));

    // A browser sends cookies by itself, whichever site's page asks. Bodies have to be JSON and there is no CORS, so that no
    // page of another site can write; and where a browser says that one tries, it is refused before anything is read.
    private static void RefuseOtherSites(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && IsOfOtherSite(request))
        {
            throw new RequestException(RequestErrorKind.Forbidden, "A page of another site cannot write here.");
        }
    }

    // Browsers before Sec-Fetch-Site say at least the origin.
    private static bool IsOfOtherSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [{ } site, ..]
        ? site is not ("same-origin" or "none")
        : request.Headers.Origin is [{ } origin, ..] && !origin.Equals(RequestUrl.Base(request), StringComparison.OrdinalIgnoreCase);
}
