namespace Polychron.OAuth.Pages;

/// <summary>A registered redirect URI as people and browsers are told of it.</summary>
internal static class RedirectTarget
{
    /// <summary>Where it leads, for people: the host, or the app's scheme.</summary>
    public static string Describe(string redirectUri)
    {
        var uri = new Uri(redirectUri);
        return IsWeb(uri) ? uri.Authority : $"an app on this device ({uri.Scheme})";
    }

    /// <summary>
    /// Its source in a content security policy: browsers hold the redirect that answers a form to form-action too. An
    /// address of IPv6 has no form there, so that its whole scheme is allowed.
    /// </summary>
    public static string Source(string redirectUri)
    {
        var uri = new Uri(redirectUri);
        return IsWeb(uri) && uri.HostNameType != UriHostNameType.IPv6 ? $"{uri.Scheme}://{uri.Authority}" : $"{uri.Scheme}:";
    }

    private static bool IsWeb(Uri uri) => uri.Scheme is "http" or "https";
}
