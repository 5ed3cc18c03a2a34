using System.Text;
using System.Text.Encodings.Web;
using Polychron.Dialects.Replies;

namespace Polychron.Dialects.Timing.Wire.Pages;

/// <summary>A redirect with the small HTML page that the document shows for clients that do not follow it.</summary>
internal static class RedirectPage
{
    private const string ContentType = "text/html; charset=utf-8";

    /// <summary>302 to an absolute address.</summary>
    public static BytesResult To(string url)
    {
        // The address holds the host that the request named, which is not to be trusted with markup.
        var shown = HtmlEncoder.Default.Encode(url);
        var page = $"""
            <!DOCTYPE html>
            <html>
                <head>
                    <meta charset="UTF-8" />
                    <meta http-equiv="refresh" content="0;url='{shown}'" />

                    <title>Redirecting to {shown}</title>
                </head>
                <body>
                    Redirecting to <a href="{shown}">{shown}</a>.
                </body>
            </html>
            """;
        return new BytesResult(302, Encoding.UTF8.GetBytes(page), ContentType) { Headers = [new("Location", url)] };
    }
}
