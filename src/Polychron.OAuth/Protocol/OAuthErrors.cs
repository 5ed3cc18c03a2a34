using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Protocol;

/// <summary>The one place where refusals become the errors of RFC 6749, section 5.2, and RFC 6750, section 3.1.</summary>
internal static class OAuthErrors
{
    /// <summary>The response to a refusal by the protocol.</summary>
    public static BytesResult Render(OAuthException refused) => refused.Error == OAuthError.InvalidClient
        ? Render(401, "invalid_client", refused.Message, "Basic realm=\"OAuth\", charset=\"UTF-8\"")
        : Render(400, NameOf(refused.Error), refused.Message);

    /// <summary>The response to any other refusal.</summary>
    public static BytesResult Render(RequestError error) => error.Kind switch
    {
        RequestErrorKind.Unauthenticated => Render(
            401, "invalid_token", "The access token is unknown, expired or revoked.", "Bearer error=\"invalid_token\""),
        RequestErrorKind.Forbidden => Render(403, "access_denied", error.Message),
        RequestErrorKind.Unavailable or RequestErrorKind.TooManyRequests => Render(error.Status, "temporarily_unavailable", error.Message),
        RequestErrorKind.Internal => Render(500, "server_error", error.Message),
        _ => Render(error.Status, "invalid_request", error.Message),
    };

    private static BytesResult Render(int status, string error, string description, string? challenge = null) =>
        OAuthReplies.Json(
            status,
            (error, description),
            static (json, refusal) =>
            {
                json.WriteString("error"u8, refusal.error);
                json.WriteString("error_description"u8, refusal.description);
            },
            challenge);

    private static string NameOf(OAuthError error) => error switch
    {
        OAuthError.InvalidRequest => "invalid_request",
        OAuthError.InvalidGrant => "invalid_grant",
        OAuthError.UnauthorizedClient => "unauthorized_client",
        OAuthError.UnsupportedGrantType => "unsupported_grant_type",
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, null),
    };
}
