using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects;

namespace Polychron.Operator.Site;

/// <summary>Tells a person who opens the address in a browser what is here.</summary>
public sealed class LandingFunction(IEnumerable<DialectDescription> dialects)
{
    /// <summary>
    /// <c>GET /</c>: a page with the APIs that this build speaks and how to call them. On Azure the setting
    /// <c>AzureWebJobsDisableHomepage=true</c> makes room for it; the route parameter is how a function is put at the root
    /// there.
    /// </summary>
    [Function("Landing")]
    public IResult Landing([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "{ignored:maxlength(0)?}")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.HttpContext.Response.Headers;
        headers.ContentSecurityPolicy = LandingPage.ContentSecurityPolicy;

        // The page repeats the address by which it was called.
        headers.Vary = "Host";
        headers.CacheControl = "no-cache";
        return Results.Text(LandingPage.Render([.. dialects], $"{request.Scheme}://{request.Host}"), "text/html; charset=utf-8");
    }
}
