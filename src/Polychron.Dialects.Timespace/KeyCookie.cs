using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Polychron.Dialects.Timespace;

/// <summary>The cookie that holds an API key: <c>Cookie: timespace_api_key=pcn_...</c>, among others or alone.</summary>
internal static class KeyCookie
{
    /// <summary>Its name.</summary>
    public const string Name = "timespace_api_key";

    /// <summary>
    /// The key, or null if there is none. The value may be in double quotes (RFC 6265, section 4.1.1) and percent-encoded, as
    /// clients encode what a cookie cannot hold. Cookies that are malformed are passed over. Two of the name with different
    /// values may be meant for two readers: which of them counts is not for us to guess.
    /// </summary>
    public static string? Read(HttpRequest request)
    {
        var lines = request.Headers.Cookie;
        if (lines.Count == 0 || !CookieHeaderValue.TryParseList([.. lines.OfType<string>()], out var cookies))
        {
            return null;
        }

        string? key = null;
        foreach (var cookie in cookies)
        {
            if (!cookie.Name.Equals(Name, StringComparison.Ordinal))
            {
                continue;
            }

            var value = Value(cookie.Value.AsSpan());
            if (key is not null && key != value)
            {
                return null;
            }

            key = value;
        }

        return key;
    }

    private static string Value(ReadOnlySpan<char> value)
    {
        var bare = value is ['"', .. var quoted, '"'] ? quoted : value;
        return bare.Contains('%') ? Uri.UnescapeDataString(bare) : bare.ToString();
    }
}
