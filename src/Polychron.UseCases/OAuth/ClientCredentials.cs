using Polychron.Domain.OAuth;
using Polychron.UseCases.Ports.Directory;

namespace Polychron.UseCases.OAuth;

/// <summary>What a client shows of itself.</summary>
/// <param name="Uid">The client identifier.</param>
/// <param name="Secret">The client secret, or null: a public client has none.</param>
public sealed record ClientCredentials(string Uid, string? Secret)
{
    /// <summary>The application, if it is the client that it says it is.</summary>
    /// <exception cref="OAuthException">Unknown, deleted, a wrong secret, none where there is one, or one where there is none.</exception>
    internal async Task<OAuthApplication> AuthenticateAsync(IOAuthDirectory directory, CancellationToken cancellation)
    {
        var application = await directory.FindApplicationAsync(Uid, cancellation).ConfigureAwait(false);
        return application is { DeletedAt: null } && IsSecretOf(application)
            ? application
            : throw new OAuthException(OAuthError.InvalidClient, "Client authentication failed.");
    }

    private bool IsSecretOf(OAuthApplication application) => (Secret, application.SecretHash) switch
    {
        (null, null) => true,
        ({ } secret, { } hash) => OAuthSecrets.IsOf(secret, hash),
        _ => false,
    };
}
