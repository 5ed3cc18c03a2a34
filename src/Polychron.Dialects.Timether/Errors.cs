using System.Text.Json;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timether.Mapping;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether;

/// <summary>
/// The one place where refusals become Timether's errors: <c>{"error":{"message","code"}}</c>, where the caller may not do
/// something also <c>action</c> (what was asked) and <c>role</c> (the caller's), and where values are wrong <c>details</c>.
/// </summary>
internal static class Errors
{
    private static readonly KeyValuePair<string, string>[] Challenge = [new("WWW-Authenticate", "Bearer")];

    /// <summary>The response to a refusal.</summary>
    /// <param name="error">Why.</param>
    /// <param name="action">What was asked, or null.</param>
    /// <param name="role">The caller's role, or null where the caller is not known.</param>
    public static BytesResult Render(RequestError error, string? action, Role? role) =>
        new(Status(error), JsonBytes.Render((error, action, role), static (json, refusal) => Write(json, refusal.error, refusal.action, refusal.role)))
        {
            Headers = error.Kind == RequestErrorKind.Unauthenticated ? Challenge : null,
        };

    private static int Status(RequestError error) => error.Kind == RequestErrorKind.PlanRequired ? 403 : error.Status;

    /// <summary>What a refusal is called; programs go by it.</summary>
    public static string Code(RequestError error) => error.Code ?? error.Kind switch
    {
        RequestErrorKind.BadRequest => "bad_request",
        RequestErrorKind.Unauthenticated => "unauthenticated",
        RequestErrorKind.PlanRequired => "plan_required",
        RequestErrorKind.Forbidden => "forbidden",
        RequestErrorKind.BillingReadOnly => "billing_read_only",
        RequestErrorKind.NotMember => "workspace_forbidden",
        RequestErrorKind.NotFound => "not_found",
        RequestErrorKind.MethodNotAllowed => "method_not_allowed",
        RequestErrorKind.Conflict => "conflict",
        RequestErrorKind.PreconditionFailed => "precondition_failed",
        RequestErrorKind.PayloadTooLarge => "payload_too_large",
        RequestErrorKind.UnsupportedMediaType => "unsupported_media_type",
        RequestErrorKind.Invalid => "validation_failed",
        RequestErrorKind.TooManyRequests => "rate_limited",
        RequestErrorKind.Unavailable => "unavailable",
        _ => "internal_error",
    };

    private static string Message(RequestError error, string? action) => error.Kind switch
    {
        // One text whether there is such a workspace or not.
        RequestErrorKind.NotMember => "This workspace is not available to the token's user.",
        RequestErrorKind.Unauthenticated => "The API token is missing or not valid.",
        _ when error.Fields is [var first, ..] && first.Message == error.Message => Sentence(FieldNames.Of(first.Field, action), error.Message),
        _ => error.Message,
    };

    // Some use cases say only what is wrong, for a dialect that puts the field before it.
    private static string Sentence(string field, string message) =>
        message.Length > 0 && char.IsAsciiLetterLower(message[0]) ? $"The {field} field {message}{(message[^1] == '.' ? "" : ".")}" : message;

    private static void Write(Utf8JsonWriter json, RequestError error, string? action, Role? role)
    {
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        WriteMembers(json, error, action, role);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes the members of the error object.</summary>
    public static void WriteMembers(Utf8JsonWriter json, RequestError error, string? action, Role? role)
    {
        json.WriteString("message"u8, Message(error, action));
        json.WriteString("code"u8, Code(error));
        if (error.Kind is RequestErrorKind.Forbidden or RequestErrorKind.PlanRequired or RequestErrorKind.BillingReadOnly)
        {
            if (action is not null)
            {
                json.WriteString("action"u8, action);
            }

            if (role is { } known)
            {
                json.WriteString("role"u8, RoleNames.Of(known));
            }
        }

        if (error.Fields.Count == 0 || error.Kind is not (RequestErrorKind.Invalid or RequestErrorKind.Conflict))
        {
            return;
        }

        json.WriteStartArray("details"u8);
        foreach (var field in error.Fields)
        {
            json.WriteStartObject();
            var name = FieldNames.Of(field.Field, action);
            json.WriteString("field"u8, name);
            json.WriteString("message"u8, Sentence(name, field.Message));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
