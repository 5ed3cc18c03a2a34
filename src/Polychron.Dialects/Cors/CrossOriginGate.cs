using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Gate;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Cors;

/// <summary>
/// Cross-origin resource sharing (Fetch standard) for the dialects whose token stands in a header. A browser sends such a
/// token only if the page has it, so nothing here ever allows credentials that a browser sends by itself.
/// </summary>
internal sealed class CrossOriginGate(AllowedOrigins origins, IEnumerable<IDialect> dialects)
{
    // The OPTIONS of every path comes to the function for unknown paths, so that its dialect need not have the path's functions.
    private readonly Lazy<AllowedMethods[]> _methods = new(() =>
    [
        .. dialects.Where(dialect => dialect.IsCrossOrigin).Select(dialect => dialect.GetType().Assembly).Distinct()
            .Select(assembly => new AllowedMethods(assembly)),
    ]);

    /// <summary>Lets the page that asks read the response, if its origin is allowed.</summary>
    /// <returns>The answer to a preflight, which goes no further and needs no token; null for every other request.</returns>
    public IResult? Pass(HttpContext http, IDialect dialect)
    {
        if (origins.IsNone || !dialect.IsCrossOrigin)
        {
            return null;
        }

        var headers = http.Response.Headers;
        if (!origins.IsAll)
        {
            // Also where there is no origin: a cache must not give what it was told then to a page.
            headers.Append("Vary", "Origin");
        }

        if (http.Request.Headers.Origin is not [{ Length: > 0 } origin] || !origins.Has(origin))
        {
            return null;
        }

        headers.AccessControlAllowOrigin = origins.IsAll ? "*" : origin;
        if (!HttpMethods.IsOptions(http.Request.Method) || http.Request.Headers.AccessControlRequestMethod.Count == 0)
        {
            headers.AccessControlExposeHeaders = CrossOriginHeaders.Response;
            return null;
        }

        headers.AccessControlAllowMethods = string.Join(
            ", ", _methods.Value.SelectMany(methods => methods.Of(http.Request.Path)).Distinct().Order(StringComparer.Ordinal));
        headers.AccessControlAllowHeaders = CrossOriginHeaders.Request;
        headers.AccessControlMaxAge = CrossOriginHeaders.MaxAgeSeconds;
        return new BytesResult(StatusCodes.Status204NoContent);
    }
}
