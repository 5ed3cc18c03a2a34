using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Polychron.Dialects;

namespace Polychron.Operator.Site;

/// <summary>The page at the root: plain HTML with its own style, no script and nothing from elsewhere.</summary>
internal static class LandingPage
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:0 auto;padding:2rem 1rem;background:#fff;color:#1b1b1f}
        h1{line-height:1.2;margin:0 0 .5rem}
        h2{margin:2rem 0 .5rem}
        a{color:#0b57d0}
        a:focus-visible,pre:focus-visible{outline:3px solid currentColor;outline-offset:2px}
        .table,pre{overflow-x:auto}
        table{border-collapse:collapse;width:100%}
        caption{text-align:left;padding:0 0 .5rem}
        th,td{text-align:left;padding:.4rem .8rem .4rem 0;border-bottom:1px solid #c4c6cf}
        pre{background:#f1f1f5;padding:.8rem;border-radius:.4rem}
        code{font:.9rem/1.5 ui-monospace,monospace}
        @media(prefers-color-scheme:dark){body{background:#131316;color:#e4e2e6}a{color:#a8c7fa}th,td{border-color:#46464f}pre{background:#232328}}
        """;

    private const int MostSamples = 3;

    /// <summary>Allows the page's own style, by its hash, and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page.</summary>
    /// <param name="dialects">The APIs that this build speaks, in the order shown.</param>
    /// <param name="address">The scheme and host by which the page was called; hostile input like any.</param>
    public static string Render(IReadOnlyList<DialectDescription> dialects, string address)
    {
        var page = new StringBuilder(4096);
        page.Append("""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Polychron</title>
            <style>
            """).Append(Style).Append("""
            </style>
            </head>
            <body>
            <main>
            <h1>Polychron</h1>
            <p>A time-tracking backend that speaks several documented APIs over one set of data: an entry started through one
            of them is there in all the others.</p>

            """);
        AppendDialects(page, dialects);
        AppendCalls(page, dialects, address.TrimEnd('/'));
        page.Append("""
            </main>
            </body>
            </html>

            """);
        return page.ToString();
    }

    private static void AppendDialects(StringBuilder page, IReadOnlyList<DialectDescription> dialects)
    {
        page.Append("<h2>APIs</h2>\n");
        if (dialects.Count == 0)
        {
            page.Append("<p>This build speaks none.</p>\n");
            return;
        }

        page.Append("<div class=\"table\">\n<table>\n<caption>What this build speaks</caption>\n<thead><tr><th scope=\"col\">API</th><th scope=\"col\">Base path</th><th scope=\"col\">Documentation</th></tr></thead>\n<tbody>\n");
        foreach (var dialect in dialects)
        {
            page.Append("<tr><th scope=\"row\">").Append(Escape(dialect.Name))
                .Append("</th><td><code>").Append(Escape(dialect.BasePath)).Append("</code></td><td>")
                .Append(DocumentationOf(dialect)).Append("</td></tr>\n");
        }

        page.Append("</tbody>\n</table>\n</div>\n");
    }

    private static string DocumentationOf(DialectDescription dialect) =>
        dialect.DocumentationUrl is { IsAbsoluteUri: true, Scheme: "https" or "http" } url
            ? $"<a href=\"{Escape(url.AbsoluteUri)}\">{Escape(dialect.Name)} documentation</a>"
            : "–";

    private static void AppendCalls(StringBuilder page, IReadOnlyList<DialectDescription> dialects, string address)
    {
        page.Append("<h2>Try it</h2>\n<p>")
            .Append(dialects.Count == 0 ? "Whether the server is ready:" : "Whether the server is ready and, with your API token in <code>TOKEN</code>, a first call:")
            .Append("</p>\n<pre tabindex=\"0\"><code>");
        page.Append(Escape($"curl {Quoted(address + "/healthz")}")).Append('\n');
        foreach (var dialect in dialects.Take(MostSamples - 1))
        {
            page.Append(Escape($"curl {dialect.AuthHint} {Quoted(address + dialect.BasePath + dialect.SamplePath)}")).Append('\n');
        }

        page.Append("</code></pre>\n");
    }

    // The Host header is the caller's: what is copied from the page into a shell must not run anything.
    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    private static string Escape(string text) => HtmlEncoder.Default.Encode(text);
}
