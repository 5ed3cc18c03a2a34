using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Polychron.Domain.Errors;
using Polychron.OAuth.Pages;
using Polychron.OAuth.Protocol;
using Polychron.UseCases.Access;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;

namespace Polychron.OAuth.Functions;

/// <summary>The page where an administrator manages the OAuth applications of an account.</summary>
public sealed class ApplicationPageFunctions(
    IOAuthDirectory directory, IWorkspaceLog log, IRandomSource random, PageForms forms, PageSignIn signIn)
{
    /// <summary>Shows the page, which asks for a token. It is the same for any number: whether there is such an account is not told.</summary>
    [Function("OAuthPageApplications")]
    public async Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Routes.ApplicationsPage)] HttpRequest request, long accountId)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ApplicationsPage.Render(200, await ViewAsync(request, accountId));
    }

    /// <summary>Lists, registers or deletes.</summary>
    [Function("OAuthPageChangeApplications")]
    public async Task<IResult> Change(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.ApplicationsPage)] HttpRequest request,
        long accountId,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sent = await OAuthBody.ReadFormAsync(request, cancellation);
        var isAccepted = await forms.AcceptAsync(request, sent.Find(PageForms.Field), Subject(accountId));
        var view = await ViewAsync(request, accountId) with
        {
            Name = sent.Find("name") ?? "",
            RedirectUris = sent.Find("redirect_uris") ?? "",
        };
        if (!isAccepted)
        {
            return ApplicationsPage.Render(403, view with { Error = "This page was open for too long, was sent twice, or your browser keeps no cookies. Please repeat it." });
        }

        if (await signIn.TryAsync(sent.Find("token"), accountId, cancellation) is not var (caller, _))
        {
            return ApplicationsPage.Render(403, view with { Error = PageSignIn.Refusal });
        }

        try
        {
            view = await RunAsync(caller, sent, view, cancellation);
            return ApplicationsPage.Render(200, view with { Applications = await ListApplications.RunAsync(directory, caller, cancellation) });
        }
        catch (DomainException refused)
        {
            return ApplicationsPage.Render(StatusOf(refused), view with { Error = refused.Message });
        }
    }

    private async Task<ApplicationsPage.View> RunAsync(
        Caller caller, OAuthParameters sent, ApplicationsPage.View view, CancellationToken cancellation)
    {
        if (long.TryParse(sent.Find("delete"), out var id))
        {
            await DeleteApplication.RunAsync(directory, log, caller, id, cancellation);
            return view with { Notice = "The application is deleted, and its access is revoked." };
        }

        if (sent.Find("step") != "register")
        {
            return view;
        }

        var (application, secret) = await RegisterApplication.RunAsync(
            directory,
            random,
            caller,
            new RegisterApplication.Command(view.Name.Trim(), ApplicationJson.Lines(view.RedirectUris), sent.Find("public") is null),
            cancellation);
        return view with { Registered = application, Secret = secret, Name = "", RedirectUris = "" };
    }

    private async Task<ApplicationsPage.View> ViewAsync(HttpRequest request, long accountId) => new(
        request.PathBase + request.Path, await forms.IssueAsync(request.HttpContext, Subject(accountId)));

    private static string Subject(long accountId) => $"applications/{accountId}";

    private static int StatusOf(DomainException refused) => refused.Kind switch
    {
        DomainErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        DomainErrorKind.NotFound => StatusCodes.Status404NotFound,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
