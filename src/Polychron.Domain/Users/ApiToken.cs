using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.Domain.Users;

/// <summary>An API token of a user. The secret itself is never stored: only its SHA-256 hash is.</summary>
public sealed record ApiToken : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Token;

    /// <summary>The user it speaks for.</summary>
    public required long UserId { get; init; }

    /// <summary>What the user calls it.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 hash of the token, in lower-case hexadecimal.</summary>
    public required string Hash { get; init; }

    /// <summary>The workspace that it means where the request names none; null: the user's first one.</summary>
    public long? WorkspaceId { get; init; }

    /// <summary>When it was revoked, or null while it is good.</summary>
    public Instant? RevokedAt { get; init; }

    /// <summary>From when on it is no longer good, or null if it does not expire.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>The OAuth grant whose access token it is, or null for a token that its user holds.</summary>
    public long? GrantId { get; init; }

    /// <summary>
    /// How many requests a minute it may make in APIs whose limit is one for each key and can be raised; null for the API's own.
    /// </summary>
    public int? RequestsPerMinute { get; init; }
}
