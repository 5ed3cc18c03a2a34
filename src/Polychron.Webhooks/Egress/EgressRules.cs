using System.Net;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Webhooks.Egress;

/// <summary>
/// Where deliveries may go: https to a public address, on port 443 or above 1023 (or 80, which only http uses). The URL is judged
/// when it is subscribed, and again with every address of its host whenever a connection is made.
/// </summary>
internal sealed class EgressRules(WebhookOptions options) : IWebhookUrlRules
{
    private const int FirstFreePort = 1024;

    /// <inheritdoc />
    public string? Refuse(string url)
    {
        // Blanks, backslashes and characters beyond ASCII are read differently from parser to parser.
        if (url.AsSpan().ContainsAnyExceptInRange('!', '~') || url.Contains('\\', StringComparison.Ordinal)
            || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            return "must be an absolute URL in ASCII";
        }

        return Refuse(uri);
    }

    /// <summary>Why nothing may be sent to a URL, or null if it may as far as the URL itself tells.</summary>
    public string? Refuse(Uri uri)
    {
        if (uri.Scheme != Uri.UriSchemeHttps && (uri.Scheme != Uri.UriSchemeHttp || !options.AllowHttp))
        {
            return options.AllowHttp ? "must begin with https:// or http://" : "must begin with https://";
        }

        if (uri.UserInfo.Length > 0 || uri.OriginalString.AsSpan(0, AuthorityEnd(uri.OriginalString)).Contains('@'))
        {
            return "must have no user name or password";
        }

        if (uri.Host.Length == 0)
        {
            return "must name a host";
        }

        if (uri.Port is not (443 or 80) and < FirstFreePort)
        {
            return "must use port 443, 80 or one above 1023";
        }

        if (IPAddress.TryParse(uri.DnsSafeHost, out var address))
        {
            return Refuse(address);
        }

        var name = uri.IdnHost.TrimEnd('.');
        return !options.AllowLoopback && (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal))
            ? "must name a host of the public internet"
            : null;
    }

    /// <summary>Why no connection may be made to an address, or null if one may.</summary>
    public string? Refuse(IPAddress address) =>
        AddressRules.IsPublic(address) || (options.AllowLoopback && AddressRules.IsLoopback(address))
            ? null
            : "must name a host of the public internet";

    private static int AuthorityEnd(string url)
    {
        var begin = url.IndexOf("//", StringComparison.Ordinal);
        var end = begin < 0 ? -1 : url.AsSpan(begin + 2).IndexOfAny('/', '?', '#');
        return end < 0 ? url.Length : begin + 2 + end;
    }
}
