using Polychron.Domain.OAuth;
using Polychron.Domain.Users;
using Polychron.UseCases.Ports.Ambient;
using Polychron.UseCases.Ports.Directory;
using Polychron.UseCases.Ports.Log;
using Polychron.UseCases.Tokens;

namespace Polychron.UseCases.OAuth;

/// <summary>
/// Exchanges an authorization code for tokens (RFC 6749, section 4.1.3). A wrong attempt leaves the code as it is: it lives
/// for a minute, and to burn it would let whoever has seen it stop its owner. A second use by its own client revokes all
/// that the first one gave.
/// </summary>
public static class ExchangeCode
{
    private const string Refusal = "The authorization code is unknown, used, expired or revoked, or was made for another client, redirect_uri or code_verifier.";

    /// <summary>What is shown.</summary>
    /// <param name="Client">Who the client says it is.</param>
    /// <param name="Code">The code.</param>
    /// <param name="RedirectUri">The redirect URI that the code was sent to.</param>
    /// <param name="CodeVerifier">The PKCE verifier, or null.</param>
    public sealed record Command(ClientCredentials Client, string Code, string RedirectUri, string? CodeVerifier);

    /// <summary>Runs it as one atomic write: of simultaneous exchanges of one code, one succeeds.</summary>
    /// <exception cref="OAuthException">It is refused.</exception>
    public static async Task<IssuedTokens> RunAsync(
        IOAuthDirectory directory, IWorkspaceLog log, IRandomSource random, Command command, CancellationToken cancellation = default)
    {
        var client = await command.Client.AuthenticateAsync(directory, cancellation).ConfigureAwait(false);
        var hash = OAuthSecrets.Hash(command.Code);

        // What is no code at all need not wait for its turn to write.
        if (await directory.FindGrantByCodeAsync(hash, cancellation).ConfigureAwait(false) is null)
        {
            throw OAuthException.Grant(Refusal);
        }

        var issued = new IssuedTokens(TokenSecret.New(random), OAuthSecrets.NewRefreshToken(random));
        var (verdict, grant) = await directory.WriteAsync(
            async transaction =>
            {
                var application = await directory.FindApplicationAsync(client.Id).ConfigureAwait(false);
                var grant = await directory.FindGrantByCodeAsync(hash).ConfigureAwait(false);
                if (application is not { DeletedAt: null } || grant is null || grant.ApplicationId != client.Id)
                {
                    return (GrantVerdict.Refused, (OAuthGrant?)null);
                }

                if (grant.ExchangedAt is not null)
                {
                    return (GrantVerdict.Reused, await RevokeGrant.ApplyAsync(directory, transaction, grant).ConfigureAwait(false));
                }

                if (grant.RevokedAt is not null
                    || transaction.Now >= grant.CodeExpiresAt
                    || !string.Equals(grant.RedirectUri, command.RedirectUri, StringComparison.Ordinal)
                    || !Pkce.IsProof(command.CodeVerifier, grant.CodeChallenge))
                {
                    return (GrantVerdict.Refused, (OAuthGrant?)null);
                }

                return (GrantVerdict.Issued, Issue(transaction, application, grant, issued));
            },
            cancellation).ConfigureAwait(false);
        if (verdict == GrantVerdict.Reused)
        {
            await RevokeGrant.SpreadAsync(directory, log, grant!, cancellation).ConfigureAwait(false);
        }

        return verdict == GrantVerdict.Issued ? issued : throw OAuthException.Grant(Refusal);
    }

    private static OAuthGrant Issue(
        IDirectoryTransaction transaction, OAuthApplication application, OAuthGrant grant, IssuedTokens issued)
    {
        var token = transaction.Create(new ApiToken
        {
            UserId = grant.UserId,
            Name = $"OAuth: {application.Name}",
            Hash = OAuthSecrets.Hash(issued.AccessToken),
            WorkspaceId = grant.WorkspaceId,
            ExpiresAt = transaction.Now + OAuthLifetimes.AccessToken,
            GrantId = grant.Id,
        });
        return transaction.Update(grant, grant with
        {
            ExchangedAt = transaction.Now,
            FamilyHash = OAuthSecrets.FamilyHash(issued.RefreshToken),
            RefreshHash = OAuthSecrets.Hash(issued.RefreshToken),
            TokenId = token.Id,
            TokenHash = token.Hash,
        });
    }
}

/// <summary>What became of a code or refresh token that was shown.</summary>
internal enum GrantVerdict
{
    /// <summary>Nothing; it is not good.</summary>
    Refused,

    /// <summary>It had been used before, and its family is revoked.</summary>
    Reused,

    /// <summary>New tokens.</summary>
    Issued,
}
