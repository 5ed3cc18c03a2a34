using System.Collections.Immutable;
using Polychron.Domain.Errors;
using Polychron.UseCases.Users;

namespace Polychron.UseCases.OAuth;

/// <summary>What the name and the redirect URIs of an application must be.</summary>
internal static class ApplicationRules
{
    public const string RedirectUris = "redirect_uris";
    public const int MaxUris = 10;
    public const int MaxUriLength = 1000;

    // Characters of RFC 3986 without those that end an attribute, a header or a CSP source.
    private const string UriCharacters = "-._~:/?@!$&()*+=%[]";

    public static void CheckName(string? name)
    {
        ProfileRules.CheckName(name);

        // The name is shown where people decide what to trust: it must not turn the text around it.
        if (name!.Any(c => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')))
        {
            throw DomainException.Invalid(Fields.Name, "A name has no characters that change the direction of text.");
        }
    }

    public static ImmutableArray<string> CheckUris(IReadOnlyList<string> uris)
    {
        var distinct = uris.Distinct(StringComparer.Ordinal).ToImmutableArray();
        if (distinct.Length is < 1 or > MaxUris)
        {
            throw DomainException.Invalid(RedirectUris, $"An application has 1 to {MaxUris} redirect URIs.");
        }

        return distinct.All(IsAcceptable)
            ? distinct
            : throw DomainException.Invalid(
                RedirectUris,
                $"A redirect URI is absolute, in ASCII, at most {MaxUriLength} characters long and without a fragment; it begins with https://, with http:// and a loopback host, or with an app's own scheme such as com.example.app:/.");
    }

    private static bool IsAcceptable(string text)
    {
        if (text.Length is 0 or > MaxUriLength
            || !text.All(c => char.IsAsciiLetterOrDigit(c) || UriCharacters.Contains(c, StringComparison.Ordinal))
            || !Uri.TryCreate(text, UriKind.Absolute, out var uri)
            || uri.UserInfo.Length > 0
            || text.Contains('@', StringComparison.Ordinal))
        {
            return false;
        }

        return uri.Scheme switch
        {
            "https" => IsWeb(text, "https://", uri),
            "http" => IsWeb(text, "http://", uri) && uri.Host is "localhost" or "127.0.0.1" or "[::1]",

            // A scheme that an app owns is a domain name turned around (RFC 8252, section 7.1): it has a dot, which no
            // scheme of a browser has (javascript, data, file, ...).
            _ => uri.Scheme.Contains('.', StringComparison.Ordinal) && text.StartsWith(uri.Scheme + ":/", StringComparison.Ordinal),
        };
    }

    private static bool IsWeb(string text, string start, Uri uri) =>
        text.StartsWith(start, StringComparison.Ordinal)
        && uri.Host.Length > 0
        && uri.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
        && !uri.Host.Contains('%', StringComparison.Ordinal);
}
