using System.Text;
using Microsoft.AspNetCore.Http;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Protocol;

/// <summary>Reads who a client says it is (RFC 6749, section 2.3.1): by HTTP Basic or in the body, not both.</summary>
internal static class ClientAuthentication
{
    private const string Scheme = "Basic ";
    private const int MaxHeader = 2000;

    /// <summary>The credentials.</summary>
    /// <exception cref="OAuthException">There are none, they are malformed, or there are two.</exception>
    public static ClientCredentials Read(HttpRequest request, OAuthParameters body)
    {
        var uid = body.Optional("client_id");
        var secret = body.Optional("client_secret");

        // A header of another scheme says nothing of the client: some send their bearer token, or an empty one, with all requests.
        if (!request.Headers.Authorization.Any(static header => header?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) == true))
        {
            return uid is null ? throw NoClient() : new ClientCredentials(uid, secret);
        }

        if (secret is not null)
        {
            throw new OAuthException(OAuthError.InvalidRequest, "A client authenticates in one way: by Basic or in the body.");
        }

        var basic = Basic(request) ?? throw NoClient();
        return uid is null || uid == basic.Uid ? basic : throw NoClient();
    }

    private static ClientCredentials? Basic(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { Length: <= MaxHeader } text
            || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Scheme.Length..].Trim(' '), bytes, out var length))
        {
            return null;
        }

        // Both halves are form-encoded before they are joined.
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new ClientCredentials(Decode(pair[..colon]), colon == pair.Length - 1 ? null : Decode(pair[(colon + 1)..]));
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    private static OAuthException NoClient() => new(OAuthError.InvalidClient, "Client authentication failed.");
}
