using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Gate;
using Polychron.Dialects.RateLimits;
using Polychron.OAuth.Pages;

namespace Polychron.OAuth;

/// <summary>What the gate has to know of the pages: people see their errors, and few of them try tokens from one address.</summary>
internal sealed class PagesDialect : IDialect
{
    private static readonly RateLimitPolicy Allowance = new("OAuthPage", new RateWindow("minute", 60, 60));

    public string FunctionPrefix => "OAuthPage";

    public RateLimitPolicy? RateLimit => Allowance;

    public bool IsAnonymous(string functionName) => true;

    public string? ReadToken(HttpRequest request) => null;

    public IResult RenderError(RequestError error) =>
        ErrorPage.Render(error.Status, error.Kind == RequestErrorKind.Internal ? "Something went wrong" : "This did not work", error.Message);
}
