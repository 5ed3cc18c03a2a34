using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Polychron.Dialects.Replies;

namespace Polychron.OAuth.Pages;

/// <summary>
/// A page: plain HTML with its own style, no script and nothing from elsewhere. What is not our own text goes through
/// <see cref="Escape"/>; nothing else stands between a name that somebody registered and the markup.
/// </summary>
internal static class Page
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1rem/1.6 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:2rem 1rem;background:#fff;color:#1b1b1f;overflow-wrap:anywhere}
        h1{line-height:1.2;margin:0 0 1rem}
        h2{margin:2rem 0 .5rem}
        label{display:block;font-weight:600;margin:1rem 0 .25rem}
        label.line{display:inline;font-weight:400}
        input[type=text],input[type=password],textarea{box-sizing:border-box;width:100%;font:inherit;padding:.5rem;border:1px solid #74777f;border-radius:.3rem;background:transparent;color:inherit}
        button{font:inherit;font-weight:600;padding:.5rem 1.2rem;margin:1.2rem .6rem 0 0;border:2px solid #0b57d0;border-radius:.3rem;background:#0b57d0;color:#fff}
        button.second{background:transparent;color:#0b57d0}
        :focus-visible{outline:3px solid currentColor;outline-offset:2px}
        .hint{margin:.25rem 0 0}
        .error{border-left:.3rem solid #ba1a1a;padding:.5rem 1rem}
        .note{border-left:.3rem solid #0b57d0;padding:.5rem 1rem}
        dt{font-weight:600}
        dd{margin:0 0 .5rem}
        code{font:.95rem/1.5 ui-monospace,monospace}
        @media(prefers-color-scheme:dark){body{background:#131316;color:#e4e2e6}button{background:#a8c7fa;border-color:#a8c7fa;color:#062e6f}button.second{color:#a8c7fa}.error{border-color:#ffb4ab}.note{border-color:#a8c7fa}}
        """;

    private static readonly string StyleSource = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    /// <summary>The response with a page.</summary>
    /// <param name="status">The status.</param>
    /// <param name="title">The title and first heading, as text.</param>
    /// <param name="body">The markup below the heading.</param>
    /// <param name="formTargets">Where forms may lead, as sources of a content security policy; none: the page has no form.</param>
    public static BytesResult Render(int status, string title, string body, string formTargets = "'none'") =>
        new(status, Encoding.UTF8.GetBytes(Markup(title, body)), "text/html; charset=utf-8")
        {
            Headers =
            [
                new("Content-Security-Policy", $"default-src 'none'; style-src {StyleSource}; base-uri 'none'; form-action {formTargets}; frame-ancestors 'none'"),
                new("X-Frame-Options", "DENY"),
                new("Referrer-Policy", "no-referrer"),
                new("Cross-Origin-Opener-Policy", "same-origin"),
                new("Cache-Control", "no-store"),
                new("Pragma", "no-cache"),
            ],
        };

    /// <summary>A text as markup, in an element or in a quoted attribute.</summary>
    public static string Escape(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>A text of somebody else's, whose direction must not turn what is around it.</summary>
    public static string Foreign(string text) => $"<bdi>{Escape(text)}</bdi>";

    /// <summary>A field that is sent but not shown.</summary>
    public static string Hidden(string name, string value) =>
        $"<input type=\"hidden\" name=\"{Escape(name)}\" value=\"{Escape(value)}\">\n";

    /// <summary>What went wrong, read out at once by a screen reader; nothing for null.</summary>
    public static string Error(string? message) =>
        message is null ? "" : $"<p class=\"error\" id=\"error\" role=\"alert\">{Escape(message)}</p>\n";

    /// <summary>The field for the token, always empty: a token is never sent back.</summary>
    public static string TokenField(bool isWrong) =>
        $"""
        <label for="token">Your API token</label>
        <input type="password" id="token" name="token" required autofocus autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="200" aria-describedby="{(isWrong ? "error " : "")}token-hint"{(isWrong ? " aria-invalid=\"true\"" : "")}>
        <p class="hint" id="token-hint">It signs you in here. It is not passed on.</p>

        """;

    private static string Markup(string title, string body) =>
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(title)} - Polychron</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{Escape(title)}</h1>
        {body}
        </main>
        </body>
        </html>

        """;
}
