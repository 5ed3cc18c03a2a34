using System.Text;
using Polychron.Dialects.Replies;
using Polychron.OAuth.Protocol;

namespace Polychron.OAuth.Pages;

/// <summary>The page on which a user agrees to what an application asks for, or does not.</summary>
internal static class ConsentPage
{
    /// <summary>The page.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="parameters">The parameters, which the form carries on.</param>
    /// <param name="action">The path that the form is sent to.</param>
    /// <param name="form">The form's signed value.</param>
    /// <param name="error">What was wrong with the last try, or null.</param>
    public static BytesResult Render(
        AuthorizationRequest request, OAuthParameters parameters, string action, string form, string? error = null)
    {
        var name = Page.Foreign(request.Application.Name);
        var body = new StringBuilder(2048);
        body.Append(Page.Error(error));
        body.Append($"<p><strong>{name}</strong> asks for access to your account. With it, {name} can do all that you can do through the API: read, create, change and delete time entries, projects and whatever else your role allows, in every account that you are a member of.</p>\n");
        body.Append($"<p>Whichever you choose, you are sent back to <strong>{Page.Foreign(RedirectTarget.Describe(request.RedirectUri))}</strong>. If you did not come from there, close this page. Access lasts until it is revoked.</p>\n");
        body.Append($"<form method=\"post\" action=\"{Page.Escape(action)}\">\n");
        foreach (var parameter in AuthorizationRequest.Names)
        {
            if (parameters.Find(parameter) is { } value)
            {
                body.Append(Page.Hidden(parameter, value));
            }
        }

        body.Append(Page.Hidden(PageForms.Field, form));
        body.Append(Page.TokenField(error == PageSignIn.Refusal));
        body.Append("""
            <button type="submit" name="decision" value="allow">Allow</button>
            <button type="submit" name="decision" value="deny" class="second" formnovalidate>Deny</button>
            </form>
            """);
        return Page.Render(
            error is null ? 200 : 403, "Allow access?", body.ToString(), $"'self' {RedirectTarget.Source(request.RedirectUri)}");
    }
}
