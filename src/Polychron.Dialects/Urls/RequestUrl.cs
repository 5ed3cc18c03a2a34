using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Polychron.Dialects.Urls;

/// <summary>The absolute URL under which the client sees this server, for links in responses.</summary>
/// <remarks>
/// X-Forwarded-Proto and X-Forwarded-Host are believed from anyone, but only as far as they are a scheme of the web and a
/// host: a client that forges them changes the links of its own responses, which no shared cache may keep.
/// </remarks>
public static class RequestUrl
{
    private const int MaxHostLength = 261; // 255 of a name, a colon, 5 of a port.

    /// <summary>Scheme and host: "https://time.example.com" or "http://127.0.0.1:7071", without a slash at the end.</summary>
    public static string Base(HttpRequest request) => $"{Scheme(request)}://{Host(request)}";

    /// <summary>The request's own URL without its query.</summary>
    public static string WithoutQuery(HttpRequest request) =>
        $"{Base(request)}{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}";

    /// <summary>Whether the client's connection is over TLS, as far as it or its proxy says.</summary>
    public static bool IsSecure(HttpRequest request) => Scheme(request) == "https";

    private static string Scheme(HttpRequest request)
    {
        var forwarded = First(request.Headers["X-Forwarded-Proto"]);
        return forwarded.Equals("https", StringComparison.OrdinalIgnoreCase) ? "https"
            : forwarded.Equals("http", StringComparison.OrdinalIgnoreCase) ? "http"
            : request.IsHttps ? "https" : "http";
    }

    private static string Host(HttpRequest request)
    {
        var forwarded = First(request.Headers["X-Forwarded-Host"]);
        if (IsHost(forwarded))
        {
            return forwarded.ToString();
        }

        var own = request.Host.Value;
        return IsHost(own) ? own! : "localhost";
    }

    private static ReadOnlySpan<char> First(StringValues header)
    {
        if (header.Count == 0)
        {
            return default;
        }

        var line = header[0].AsSpan();
        var comma = line.IndexOf(',');
        return (comma < 0 ? line : line[..comma]).Trim();
    }

    /// <summary>A name, an IPv4 address or an IPv6 address in brackets, with or without a port.</summary>
    private static bool IsHost(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxHostLength)
        {
            return false;
        }

        int end;
        if (text[0] == '[')
        {
            end = text.IndexOf(']') + 1;
            if (end == 0 || !IPAddress.TryParse(text[1..(end - 1)], out var address)
                || address.AddressFamily != AddressFamily.InterNetworkV6 || text[..end].Contains('%'))
            {
                return false;
            }
        }
        else
        {
            end = text.IndexOf(':');
            end = end < 0 ? text.Length : end;
            if (!IsName(text[..end]))
            {
                return false;
            }
        }

        var rest = text[end..];
        return rest.IsEmpty || (rest.Length > 1 && ushort.TryParse(rest[1..], System.Globalization.NumberStyles.None, null, out _) && rest[0] == ':');
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || !char.IsAsciiLetterOrDigit(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
