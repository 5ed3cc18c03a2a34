namespace Polychron.Dialects.Errors;

/// <summary>Everything that a request can be refused for, before any dialect has words for it.</summary>
public enum RequestErrorKind
{
    /// <summary>The request cannot be understood: malformed JSON, a malformed header. 400.</summary>
    BadRequest,

    /// <summary>No token, or none that is good. 401.</summary>
    Unauthenticated,

    /// <summary>The plan of the workspace does not include this. 402.</summary>
    PlanRequired,

    /// <summary>The caller may not do this, or is not in the workspace that was named. 403.</summary>
    Forbidden,

    /// <summary>The workspace's billing is read-only. 403.</summary>
    BillingReadOnly,

    /// <summary>403, or 404 where a dialect hides what is not the caller's: the caller is not in the named workspace.</summary>
    NotMember,

    /// <summary>The thing does not exist for this caller. 404.</summary>
    NotFound,

    /// <summary>The thing does not know this method. 405.</summary>
    MethodNotAllowed,

    /// <summary>The state of things rules this out. 409.</summary>
    Conflict,

    /// <summary>A condition that the caller set does not hold. 412.</summary>
    PreconditionFailed,

    /// <summary>The body, or the write that it asks for, is too large. 413.</summary>
    PayloadTooLarge,

    /// <summary>The body is not JSON in UTF-8. 415.</summary>
    UnsupportedMediaType,

    /// <summary>Values are not acceptable; <see cref="RequestError.Fields"/> names them. 422.</summary>
    Invalid,

    /// <summary>The caller's allowance is used up. 429.</summary>
    TooManyRequests,

    /// <summary>A bug or an unforeseen state; <see cref="RequestError.ErrorId"/> finds it in the log. 500.</summary>
    Internal,

    /// <summary>The store cannot answer now. 503.</summary>
    Unavailable,
}
