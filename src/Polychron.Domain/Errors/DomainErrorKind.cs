namespace Polychron.Domain.Errors;

/// <summary>The neutral list of what can be refused. Each dialect maps it to its own status and body, in one place.</summary>
public enum DomainErrorKind
{
    /// <summary>The thing does not exist for this caller: never made, deleted, of another workspace, or not theirs to see.</summary>
    NotFound,

    /// <summary>One or more values are not acceptable; <see cref="DomainException.Fields"/> names them.</summary>
    Invalid,

    /// <summary>The caller may see the thing but not do this.</summary>
    Forbidden,

    /// <summary>The workspace's billing is read-only: reads answer, writes are refused.</summary>
    BillingReadOnly,

    /// <summary>The workspace's plan does not include this.</summary>
    PlanRequired,

    /// <summary>The state of the thing, or of another one, rules this out (a name taken, a parent that would be its own child).</summary>
    Conflict,

    /// <summary>A condition that the caller set (If-Match) does not hold.</summary>
    PreconditionFailed,

    /// <summary>The write is larger than one atomic write can be.</summary>
    TooLarge,
}
