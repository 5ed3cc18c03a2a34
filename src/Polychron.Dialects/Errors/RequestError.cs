using Polychron.Domain.Errors;

namespace Polychron.Dialects.Errors;

/// <summary>Why a request is refused, in neutral terms; a dialect renders it in its own.</summary>
/// <param name="Kind">What kind of refusal it is.</param>
/// <param name="Message">A sentence for the caller. It never holds what an unexpected exception says.</param>
public sealed record RequestError(RequestErrorKind Kind, string Message)
{
    /// <summary>
    /// The values that are wrong. Errors of use cases have neutral names (<see cref="Domain.Errors.Fields"/>); those found
    /// while reading the request have the names that the client used.
    /// </summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>What a dialect calls the refusal, where it has a finer name than its kind's; else null.</summary>
    public string? Code { get; init; }

    /// <summary>
    /// When a repetition may succeed, in whole seconds from now, 1 or more; null where that is not known. The gate sends it
    /// as <c>Retry-After</c> whatever the dialect renders.
    /// </summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The id under which the log has the exception; set for <see cref="RequestErrorKind.Internal"/> only.</summary>
    public string? ErrorId { get; init; }

    /// <summary>The refusal of a use case: what the gate answers with, for dialects that report it inside of a reply.</summary>
    public static RequestError Of(DomainException refused) => ErrorMap.Of(refused);

    /// <summary>The HTTP status that the standards give to this kind; a dialect whose documents say otherwise uses another.</summary>
    public int Status => Kind switch
    {
        RequestErrorKind.BadRequest => 400,
        RequestErrorKind.Unauthenticated => 401,
        RequestErrorKind.PlanRequired => 402,
        RequestErrorKind.Forbidden or RequestErrorKind.NotMember or RequestErrorKind.BillingReadOnly => 403,
        RequestErrorKind.NotFound => 404,
        RequestErrorKind.MethodNotAllowed => 405,
        RequestErrorKind.Conflict => 409,
        RequestErrorKind.PreconditionFailed => 412,
        RequestErrorKind.PayloadTooLarge => 413,
        RequestErrorKind.UnsupportedMediaType => 415,
        RequestErrorKind.Invalid => 422,
        RequestErrorKind.TooManyRequests => 429,
        RequestErrorKind.Unavailable => 503,
        _ => 500,
    };
}
