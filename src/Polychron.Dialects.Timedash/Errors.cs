using System.Text.Json;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timedash.Mapping;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timedash;

/// <summary>
/// The one place where refusals become Timedash's errors: the object <c>{"type","message","param"}</c>, the last where the
/// error is about one parameter (Timedash, "Errors").
/// </summary>
internal static class Errors
{
    /// <summary>The type of errors that arise from the request.</summary>
    public const string InvalidRequest = "invalid_request_error";

    /// <summary>The type of all others.</summary>
    public const string Api = "api_error";

    // That the parameter has the name that the client used, be it a neutral one of use cases: "project" is none of an assignment.
    private const string NamedByClient = "named_by_client";

    private static readonly KeyValuePair<string, string>[] Challenge =
        [new("WWW-Authenticate", "Basic realm=\"Timedash\", charset=\"UTF-8\"")];

    /// <summary>The response to a refusal.</summary>
    public static BytesResult Render(RequestError error) => new(Status(error), JsonBytes.Render(error, Write))
    {
        Headers = error.Kind == RequestErrorKind.Unauthenticated ? Challenge : null,
    };

    /// <summary>The refusal of a parameter that there is not, under the name that the client gave it.</summary>
    public static RequestException Unknown(string name, string message) => new(
        new RequestError(RequestErrorKind.Invalid, message) { Fields = [new FieldError(name, message)], Code = NamedByClient });

    /// <summary>The status, of those that the document lists; 405 and 412 besides, which need a request that the document does not have.</summary>
    private static int Status(RequestError error) => error.Kind switch
    {
        RequestErrorKind.Invalid or RequestErrorKind.PayloadTooLarge or RequestErrorKind.UnsupportedMediaType => 400,
        RequestErrorKind.Conflict or RequestErrorKind.BillingReadOnly or RequestErrorKind.PlanRequired => 402,
        _ => error.Status,
    };

    private static void Write(Utf8JsonWriter json, RequestError error)
    {
        var param = error.Fields.Count == 0 ? null
            : error.Code == NamedByClient ? error.Fields[0].Field
            : FieldNames.Of(error.Fields[0].Field);
        json.WriteStartObject();
        json.WriteString("type"u8, error.Status >= 500 ? Api : InvalidRequest);
        json.WriteString("message"u8, Message(error, param));
        if (param is not null)
        {
            json.WriteString("param"u8, param);
        }

        json.WriteEndObject();
    }

    private static string Message(RequestError error, string? param)
    {
        var message = error.Kind switch
        {
            RequestErrorKind.Unauthenticated => "No valid API key provided. Send it as the user name of Basic authentication.",
            RequestErrorKind.TooManyRequests => "You have exceeded the rate limit of your API key; wait as long as Retry-After says.",
            RequestErrorKind.NotFound => "The requested item doesn't exist.",
            _ => error.Message,
        };

        // Some use cases say only what follows the field's name.
        return param is not null && char.IsLower(message[0]) ? $"The {param} {message}." : message;
    }
}
