namespace Polychron.Domain.Errors;

/// <summary>A refusal: the caller asked for something that is not to be had. Nothing was written.</summary>
public sealed class DomainException : Exception
{
    private DomainException(DomainErrorKind kind, string message, IReadOnlyList<FieldError> fields)
        : base(message)
    {
        Kind = kind;
        Fields = fields;
    }

    /// <summary>What kind of refusal it is.</summary>
    public DomainErrorKind Kind { get; }

    /// <summary>The values that are wrong, in the order in which they were checked; empty where the refusal is about no value.</summary>
    public IReadOnlyList<FieldError> Fields { get; }

    /// <summary>A finer name of the refusal (see <see cref="Reasons"/>), for programs; null where the kind says it all.</summary>
    public string? Reason { get; private init; }

    /// <summary>The thing does not exist for this caller.</summary>
    public static DomainException NotFound(string what) =>
        new(DomainErrorKind.NotFound, $"{what} not found.", []);

    /// <summary>The thing does not exist for this caller, in words of its own.</summary>
    public static DomainException Missing(string message) => new(DomainErrorKind.NotFound, message, []);

    /// <summary>One value is not acceptable.</summary>
    public static DomainException Invalid(string field, string message) =>
        new(DomainErrorKind.Invalid, message, [new FieldError(field, message)]);

    /// <summary>Several values are not acceptable; there is at least one.</summary>
    public static DomainException Invalid(IReadOnlyList<FieldError> fields) =>
        new(DomainErrorKind.Invalid, fields[0].Message, fields);

    /// <summary>The caller may not do this.</summary>
    public static DomainException Forbidden(string message) => new(DomainErrorKind.Forbidden, message, []);

    /// <summary>The caller may not do this as long as a value is not given that would confirm it; dialects say how theirs is called.</summary>
    public static DomainException Unconfirmed(string field, string message) =>
        new(DomainErrorKind.Forbidden, message, [new FieldError(field, message)]);

    /// <summary>The workspace's billing is read-only.</summary>
    public static DomainException BillingReadOnly() =>
        new(DomainErrorKind.BillingReadOnly, "This workspace is read-only until its billing is settled; reads still work.", []);

    /// <summary>The workspace's plan does not include this.</summary>
    public static DomainException PlanRequired(string message) => new(DomainErrorKind.PlanRequired, message, []);

    /// <summary>The state of things rules this out.</summary>
    public static DomainException Conflict(string field, string message) =>
        new(DomainErrorKind.Conflict, message, [new FieldError(field, message)]);

    /// <summary>The state of things rules this out, for a reason with a name.</summary>
    public static DomainException Conflict(string field, string message, string reason) =>
        new(DomainErrorKind.Conflict, message, [new FieldError(field, message)]) { Reason = reason };

    /// <summary>The caller's condition does not hold.</summary>
    public static DomainException PreconditionFailed() =>
        new(DomainErrorKind.PreconditionFailed, "It has changed since you read it; read it again and repeat your change.", []);

    /// <summary>The write is larger than one atomic write can be.</summary>
    public static DomainException TooLarge(string message) => new(DomainErrorKind.TooLarge, message, []);
}
