using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.Domain.OAuth;

/// <summary>
/// What a user granted to an application, from the authorization code to the last refresh token: a family of tokens that is
/// revoked as one. It begins as a code; the code's exchange gives it an access token (an
/// <see cref="Users.ApiToken"/>) and a refresh token, and each refresh replaces both. All secrets are here as SHA-256
/// hashes in lower-case hexadecimal.
/// </summary>
public sealed record OAuthGrant : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.OAuthGrant;

    /// <summary>The user who granted.</summary>
    public required long UserId { get; init; }

    /// <summary>The application that may act for the user.</summary>
    public required long ApplicationId { get; init; }

    /// <summary>The workspace that the access token means where a request names none; null: the user's first one.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>The hash of the authorization code. It stays after the exchange, by which a second use is recognised.</summary>
    public required string CodeHash { get; init; }

    /// <summary>From when on the code is no longer good.</summary>
    public required Instant CodeExpiresAt { get; init; }

    /// <summary>The redirect URI that the code was sent to; the exchange has to name the same.</summary>
    public required string RedirectUri { get; init; }

    /// <summary>The S256 code challenge (RFC 7636), or null where the client gave none.</summary>
    public string? CodeChallenge { get; init; }

    /// <summary>When the code was exchanged, or null.</summary>
    public Instant? ExchangedAt { get; init; }

    /// <summary>The hash of the part that all refresh tokens of the family share; null before the exchange.</summary>
    public string? FamilyHash { get; init; }

    /// <summary>The hash of the one refresh token that is good; null before the exchange.</summary>
    public string? RefreshHash { get; init; }

    /// <summary>The access token; null before the exchange.</summary>
    public long? TokenId { get; init; }

    /// <summary>The hash of the access token, by which it is found; null before the exchange.</summary>
    public string? TokenHash { get; init; }

    /// <summary>When it was revoked, or null.</summary>
    public Instant? RevokedAt { get; init; }
}
