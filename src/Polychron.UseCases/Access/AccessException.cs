namespace Polychron.UseCases.Access;

/// <summary>Why a caller is not let in.</summary>
public enum AccessRefusal
{
    /// <summary>No token, or none that is good: unknown, revoked, expired, malformed. The four answer alike.</summary>
    BadToken,

    /// <summary>The token is good, but its user is in no workspace, or not in the one that was named.</summary>
    NoWorkspace,
}

/// <summary>The caller is not let in.</summary>
public sealed class AccessException(AccessRefusal refusal)
    : Exception(refusal == AccessRefusal.BadToken ? "Unauthenticated." : "Your user is not a member of this workspace.")
{
    /// <summary>Why.</summary>
    public AccessRefusal Refusal { get; } = refusal;
}
