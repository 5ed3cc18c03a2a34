using Polychron.Domain.OAuth;
using Polychron.UseCases.OAuth;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.OAuth.Protocol;

/// <summary>An authorization request whose client and redirect URI are good; what else is wrong is told to the client.</summary>
/// <param name="Application">The client.</param>
/// <param name="RedirectUri">One of its redirect URIs, as it was registered.</param>
/// <param name="State">What the client wants back, or null.</param>
/// <param name="CodeChallenge">The S256 challenge, or null.</param>
/// <param name="Refusal">The error that the client is told, or null if there is none.</param>
internal sealed record AuthorizationRequest(
    OAuthApplication Application, string RedirectUri, string? State, string? CodeChallenge, AuthorizationRefusal? Refusal)
{
    /// <summary>The most characters of a state.</summary>
    public const int MaxState = 2000;

    /// <summary>The parameters that the form carries on.</summary>
    public static readonly string[] Names =
        ["response_type", "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method"];

    /// <summary>
    /// Reads the parameters. Null if the client or the redirect URI is not good: then nobody is sent anywhere (RFC 6749,
    /// section 4.1.2.1), since whoever made the request wants exactly that.
    /// </summary>
    public static async Task<AuthorizationRequest?> ReadAsync(
        OAuthParameters parameters, IOAuthDirectory directory, CancellationToken cancellation)
    {
        if (parameters.Find("client_id") is not { } uid
            || parameters.Find("redirect_uri") is not { } redirectUri
            || await directory.FindApplicationAsync(uid, cancellation).ConfigureAwait(false) is not { DeletedAt: null } application
            || !application.RedirectUris.Contains(redirectUri, StringComparer.Ordinal))
        {
            return null;
        }

        var state = parameters.Find("state");
        var challenge = parameters.Find("code_challenge");
        return new AuthorizationRequest(
            application,
            redirectUri,
            state is { Length: <= MaxState } ? state : null,
            challenge,
            Check(parameters, application, state, challenge));
    }

    /// <summary>Where the user is sent with a code.</summary>
    public string Answer(string code) => Location(("code", code));

    /// <summary>Where the user is sent with an error.</summary>
    public string Answer(AuthorizationRefusal refusal) =>
        Location(("error", refusal.Error), ("error_description", refusal.Description));

    private static AuthorizationRefusal? Check(
        OAuthParameters parameters, OAuthApplication application, string? state, string? challenge)
    {
        if (Names.FirstOrDefault(parameters.IsRepeated) is { } repeated)
        {
            return Invalid($"The parameter {repeated} is given more than once.");
        }

        if (state is { Length: > MaxState })
        {
            return Invalid($"The state has more than {MaxState} characters.");
        }

        return parameters.Find("response_type") switch
        {
            null => Invalid("The parameter response_type is required."),
            "code" => CheckPkce(parameters, application, challenge),
            _ => new AuthorizationRefusal("unsupported_response_type", "The response_type has to be code."),
        };
    }

    private static AuthorizationRefusal? CheckPkce(OAuthParameters parameters, OAuthApplication application, string? challenge)
    {
        var method = parameters.Find("code_challenge_method");
        return (challenge, method) switch
        {
            (null, null) => application.SecretHash is null
                ? Invalid("A client without a secret has to send a code_challenge.")
                : null,
            (null, _) => Invalid("There is a code_challenge_method but no code_challenge."),
            (_, not Pkce.Method) => Invalid("The code_challenge_method has to be S256."),
            _ => Pkce.IsChallenge(challenge) ? null : Invalid("The code_challenge is no SHA-256 hash in base64url."),
        };
    }

    private static AuthorizationRefusal Invalid(string description) => new("invalid_request", description);

    // The registered URI is kept as it is, its own query included.
    private string Location(params IEnumerable<(string Name, string Value)> parameters)
    {
        IEnumerable<(string Name, string Value)> all = State is null ? parameters : parameters.Append(("state", State));
        var query = string.Join('&', all.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        var mark = !RedirectUri.Contains('?', StringComparison.Ordinal) ? "?" : RedirectUri[^1] is '?' or '&' ? "" : "&";
        return RedirectUri + mark + query;
    }
}

/// <summary>An error that a client is told by way of the user's browser.</summary>
/// <param name="Error">Its name in RFC 6749, section 4.1.2.1.</param>
/// <param name="Description">A sentence for the client's developer, in ASCII.</param>
internal sealed record AuthorizationRefusal(string Error, string Description)
{
    /// <summary>The user said no.</summary>
    public static AuthorizationRefusal Denied { get; } = new("access_denied", "The user denied the request.");
}
