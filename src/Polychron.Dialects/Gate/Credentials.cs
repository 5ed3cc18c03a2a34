using System.Text;
using Microsoft.AspNetCore.Http;

namespace Polychron.Dialects.Gate;

/// <summary>Reads tokens from the Authorization header (RFC 9110, section 11.6.2). What is malformed is no token.</summary>
public static class Credentials
{
    /// <summary>The token of <c>Authorization: Bearer token</c>, or null.</summary>
    public static string? Bearer(HttpRequest request) => OfScheme(request, "Bearer ");

    /// <summary>The user name of <c>Authorization: Basic</c>, or null; the password is not looked at.</summary>
    public static string? BasicUser(HttpRequest request)
    {
        if (OfScheme(request, "Basic ") is not { } encoded)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[512];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length))
        {
            return null;
        }

        var colon = bytes[..length].IndexOf((byte)':');
        return colon <= 0 ? null : Encoding.UTF8.GetString(bytes[..colon]);
    }

    private static string? OfScheme(HttpRequest request, string scheme)
    {
        var header = request.Headers.Authorization;

        // Two headers may be meant for two readers: which of them counts is not for us to guess.
        if (header.Count != 1 || header[0] is not { } text || !text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var value = text.AsSpan(scheme.Length).Trim(' ');
        return value.IsEmpty ? null : value.ToString();
    }
}
