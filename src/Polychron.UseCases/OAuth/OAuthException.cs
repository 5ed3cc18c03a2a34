namespace Polychron.UseCases.OAuth;

/// <summary>The errors of RFC 6749 (section 5.2) that the token endpoint answers with.</summary>
public enum OAuthError
{
    /// <summary>A parameter is missing, given twice or malformed.</summary>
    InvalidRequest,

    /// <summary>The client is unknown or has not shown who it is. All such cases are answered alike.</summary>
    InvalidClient,

    /// <summary>The code or refresh token is unknown, used, expired, revoked, or another client's.</summary>
    InvalidGrant,

    /// <summary>The client may not do this.</summary>
    UnauthorizedClient,

    /// <summary>The grant type is none that this server has.</summary>
    UnsupportedGrantType,
}

/// <summary>An OAuth request is refused. What it revoked, if anything, is revoked.</summary>
public sealed class OAuthException(OAuthError error, string message) : Exception(message)
{
    /// <summary>Which error it is.</summary>
    public OAuthError Error { get; } = error;

    internal static OAuthException Grant(string message) => new(OAuthError.InvalidGrant, message);
}
