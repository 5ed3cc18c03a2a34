using Polychron.Domain.Log;

namespace Polychron.Domain.Users;

/// <summary>
/// The directory's listing of one membership, by which a user's workspaces are found. What the membership allows is in the
/// workspace's own <see cref="Members.Member"/>; a listing whose member is not there or not active means nothing.
/// </summary>
public sealed record Membership : Entity
{
    /// <inheritdoc />
    public override EntityKind Kind => EntityKind.Membership;

    /// <summary>The user.</summary>
    public required long UserId { get; init; }

    /// <summary>The workspace.</summary>
    public required long WorkspaceId { get; init; }
}
