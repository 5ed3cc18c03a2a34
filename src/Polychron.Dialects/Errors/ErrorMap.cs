using System.Reflection;
using Microsoft.AspNetCore.Http;
using Polychron.Domain.Errors;
using Polychron.UseCases.Access;
using Polychron.UseCases.Ports.Tables;

namespace Polychron.Dialects.Errors;

/// <summary>The one place where exceptions become refusals.</summary>
internal static class ErrorMap
{
    /// <summary>After how many seconds a client may ask a store again that could not answer.</summary>
    public const int UnavailableSeconds = 5;

    /// <summary>The refusal that an exception stands for, or null for one that nobody foresaw.</summary>
    public static RequestError? Find(Exception exception) => exception switch
    {
        RequestException refused => refused.Error,
        DomainException refused => Of(refused),
        AccessException { Refusal: AccessRefusal.BadToken } => new(RequestErrorKind.Unauthenticated, "Unauthenticated."),
        AccessException refused => new(RequestErrorKind.NotMember, refused.Message),
        StorageUnavailableException => new(RequestErrorKind.Unavailable, "The server cannot reach its storage now; repeat the request a little later.")
        {
            RetryAfterSeconds = UnavailableSeconds,
        },
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new(RequestErrorKind.PayloadTooLarge, "The request body is too large."),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } =>
            new(RequestErrorKind.BadRequest, "The request body came too slowly."),
        BadHttpRequestException => new(RequestErrorKind.BadRequest, "The request is malformed."),
        _ => null,
    };

    /// <summary>The refusal of a use case.</summary>
    public static RequestError Of(DomainException refused) => new(KindOf(refused.Kind), refused.Message)
    {
        Fields = refused.Fields,
        Code = refused.Reason,
    };

    /// <summary>The exception inside those that only carry another.</summary>
    public static Exception Unwrap(Exception exception)
    {
        while (exception is TargetInvocationException or AggregateException { InnerExceptions.Count: 1 }
               && exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }

    private static RequestErrorKind KindOf(DomainErrorKind kind) => kind switch
    {
        DomainErrorKind.NotFound => RequestErrorKind.NotFound,
        DomainErrorKind.Invalid => RequestErrorKind.Invalid,
        DomainErrorKind.Forbidden => RequestErrorKind.Forbidden,
        DomainErrorKind.BillingReadOnly => RequestErrorKind.BillingReadOnly,
        DomainErrorKind.PlanRequired => RequestErrorKind.PlanRequired,
        DomainErrorKind.Conflict => RequestErrorKind.Conflict,
        DomainErrorKind.PreconditionFailed => RequestErrorKind.PreconditionFailed,
        DomainErrorKind.TooLarge => RequestErrorKind.PayloadTooLarge,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
