using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Dialects.Replies;
using Polychron.Domain.Errors;
using Polychron.OAuth.Pages;
using Polychron.OAuth.Protocol;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.OAuth.Functions;

/// <summary>The authorization endpoint (RFC 6749, section 3.1): a consent page and its answer.</summary>
public sealed class AuthorizeFunctions(
    IOAuthDirectory directory, IWorkspaceLog log, IRandomSource random, PageForms forms, PageSignIn signIn)
{
    /// <summary>Shows the consent page.</summary>
    [Function("OAuthPageAuthorize")]
    public async Task<IResult> Authorize(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.Authorize)] HttpRequest request,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parameters = OAuthParameters.Parse(request.QueryString.Value);
        var asked = await AuthorizationRequest.ReadAsync(parameters, directory, cancellation);
        return asked switch
        {
            null => ErrorPage.BadRequest(),
            { Refusal: { } refusal } => Redirect(asked.Answer(refusal)),
            _ => await ShowAsync(request, parameters, asked, null),
        };
    }

    /// <summary>Takes the user's decision.</summary>
    [Function("OAuthPageDecide")]
    public async Task<IResult> Decide(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Authorize)] HttpRequest request,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var parameters = await OAuthBody.ReadFormAsync(request, cancellation);
        var asked = await AuthorizationRequest.ReadAsync(parameters, directory, cancellation);
        if (asked is null)
        {
            return ErrorPage.BadRequest();
        }

        if (!await forms.AcceptAsync(request, parameters.Find(PageForms.Field), Subject(parameters)))
        {
            return await ShowAsync(request, parameters, asked, "This page was open for too long, was sent twice, or your browser keeps no cookies. Please decide again.");
        }

        if (asked.Refusal is { } refusal)
        {
            return Redirect(asked.Answer(refusal));
        }

        if (parameters.Find("decision") != "allow")
        {
            return Redirect(asked.Answer(AuthorizationRefusal.Denied));
        }

        if (await signIn.TryAsync(parameters.Find("token"), null, cancellation) is not var (_, token))
        {
            return await ShowAsync(request, parameters, asked, PageSignIn.Refusal);
        }

        try
        {
            var code = await GrantAccess.RunAsync(
                directory,
                log,
                random,
                new GrantAccess.Command(token, asked.Application.Id, asked.RedirectUri, asked.CodeChallenge),
                cancellation);
            return Redirect(asked.Answer(code));
        }
        catch (DomainException refused) when (refused.Kind == DomainErrorKind.NotFound)
        {
            return ErrorPage.BadRequest();
        }
    }

    private async Task<BytesResult> ShowAsync(
        HttpRequest request, OAuthParameters parameters, AuthorizationRequest asked, string? error)
    {
        var form = await forms.IssueAsync(request.HttpContext, Subject(parameters));
        return ConsentPage.Render(asked, parameters, request.PathBase + request.Path, form, error);
    }

    // All that was asked, so that a form cannot be shown with one request and sent with another.
    private static string Subject(OAuthParameters parameters) =>
        "authorize?" + string.Join('&', AuthorizationRequest.Names.Select(name => Uri.EscapeDataString(parameters.Find(name) ?? "")));

    // 303, so that a browser does not send the form, with the token in it, on to the client (RFC 9700, section 4.12).
    private static BytesResult Redirect(string location) => new(StatusCodes.Status303SeeOther)
    {
        Headers = [new("Location", location), new("Cache-Control", "no-store"), new("Pragma", "no-cache"), new("Referrer-Policy", "no-referrer")],
    };
}
