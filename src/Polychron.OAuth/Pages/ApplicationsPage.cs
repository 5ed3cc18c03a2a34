using System.Text;
using Polychron.Dialects.Replies;
using Polychron.Domain.OAuth;

namespace Polychron.OAuth.Pages;

/// <summary>The page on which an administrator of an account registers, sees and deletes OAuth applications.</summary>
internal static class ApplicationsPage
{
    /// <summary>What there is to show.</summary>
    public sealed record View(string Action, string Form)
    {
        /// <summary>The account's applications, or null before anybody signed in.</summary>
        public IReadOnlyList<OAuthApplication>? Applications { get; init; }

        /// <summary>What was registered just now, or null.</summary>
        public OAuthApplication? Registered { get; init; }

        /// <summary>Its secret, shown this once; null for a public one.</summary>
        public string? Secret { get; init; }

        /// <summary>What was done, or null.</summary>
        public string? Notice { get; init; }

        /// <summary>What was wrong, or null.</summary>
        public string? Error { get; init; }

        /// <summary>The name that was sent and refused.</summary>
        public string Name { get; init; } = "";

        /// <summary>The redirect URIs that were sent and refused.</summary>
        public string RedirectUris { get; init; } = "";
    }

    /// <summary>The page.</summary>
    public static BytesResult Render(int status, View view)
    {
        var body = new StringBuilder(4096);
        body.Append(Page.Error(view.Error));
        AppendDone(body, view);
        body.Append($"<form method=\"post\" action=\"{Page.Escape(view.Action)}\">\n");
        body.Append(Page.Hidden(PageForms.Field, view.Form));
        body.Append("<p>Only administrators of the account can manage its applications. Each step asks for your token again, since this page does not keep it.</p>\n");
        body.Append(Page.TokenField(view.Error == PageSignIn.Refusal));
        body.Append("<button type=\"submit\" name=\"step\" value=\"list\">Show applications</button>\n");
        AppendList(body, view.Applications);
        body.Append($"""
            <h2>Register an application</h2>
            <label for="name">Name, as users see it</label>
            <input type="text" id="name" name="name" maxlength="200" autocomplete="off" value="{Page.Escape(view.Name)}">
            <label for="redirect_uris">Redirect URIs, one on a line</label>
            <textarea id="redirect_uris" name="redirect_uris" rows="3" spellcheck="false" autocapitalize="none" aria-describedby="uris-hint">
            {Page.Escape(view.RedirectUris)}</textarea>
            <p class="hint" id="uris-hint">Users are sent back to exactly these: https, http on this machine, or an app's own scheme.</p>
            <p><input type="checkbox" id="public" name="public" value="1"> <label class="line" for="public">It cannot keep a secret (an app on a device or in a browser)</label></p>
            <button type="submit" name="step" value="register">Register</button>
            </form>
            """);
        return Page.Render(status, "OAuth applications", body.ToString(), "'self'");
    }

    private static void AppendDone(StringBuilder body, View view)
    {
        if (view.Notice is { } notice)
        {
            body.Append($"<p class=\"note\" role=\"status\">{Page.Escape(notice)}</p>\n");
        }

        if (view.Registered is { } registered)
        {
            body.Append($"<div class=\"note\" role=\"status\">\n<p>{Page.Foreign(registered.Name)} is registered.</p>\n<dl>\n<dt>Application id</dt><dd><code id=\"uid\">{Page.Escape(registered.Uid)}</code></dd>\n");
            body.Append(view.Secret is { } secret
                ? $"<dt>Secret</dt><dd><code id=\"secret\">{Page.Escape(secret)}</code></dd>\n</dl>\n<p>Keep the secret now: it is not shown again.</p>\n</div>\n"
                : "</dl>\n<p>It has no secret and has to use PKCE.</p>\n</div>\n");
        }
    }

    private static void AppendList(StringBuilder body, IReadOnlyList<OAuthApplication>? applications)
    {
        if (applications is null)
        {
            return;
        }

        body.Append("<h2>Applications of this account</h2>\n");
        if (applications.Count == 0)
        {
            body.Append("<p>There are none.</p>\n");
            return;
        }

        body.Append("<ul>\n");
        foreach (var application in applications)
        {
            body.Append($"<li>{Page.Foreign(application.Name)}, id <code>{Page.Escape(application.Uid)}</code>, sends users to ")
                .AppendJoin(", ", application.RedirectUris.Select(uri => $"<code>{Page.Escape(uri)}</code>"))
                .Append($"<br>\n<button type=\"submit\" name=\"delete\" value=\"{application.Id}\" class=\"second\">Delete {Page.Foreign(application.Name)} and revoke its access</button></li>\n");
        }

        body.Append("</ul>\n");
    }
}
