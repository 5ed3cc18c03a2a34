using System.Collections.Immutable;
using NodaTime;
using Polychron.Domain.Log;

namespace Polychron.Domain.OAuth;

/// <summary>
/// An application that may ask users for access (RFC 6749, section 2). An owner of a workspace registers and deletes it;
/// users of any workspace can grant it access.
/// </summary>
public sealed record OAuthApplication : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.OAuthApplication;

    /// <summary>The workspace that it is registered in.</summary>
    public required long WorkspaceId { get; init; }

    /// <summary>The user who registered it.</summary>
    public required long CreatorUserId { get; init; }

    /// <summary>The name that users are shown. It is the registrant's claim and proves nothing.</summary>
    public required string Name { get; init; }

    /// <summary>The client identifier: public.</summary>
    public required string Uid { get; init; }

    /// <summary>The SHA-256 hash of the client secret in lower-case hexadecimal, or null for a public client, which can keep none.</summary>
    public string? SecretHash { get; init; }

    /// <summary>Where users may be sent back to, compared character by character; one or more.</summary>
    public required ImmutableArray<string> RedirectUris { get; init; }

    /// <summary>When it was deleted, or null. A deleted one gets no more grants, and those that it has are revoked.</summary>
    public Instant? DeletedAt { get; init; }
}
