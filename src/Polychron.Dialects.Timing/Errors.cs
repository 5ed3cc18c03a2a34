using System.Text.Json;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timing.Mapping;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timing;

/// <summary>
/// The one place where refusals become Timing's errors: <c>{"message":...}</c>, with <c>errors</c> by field name where
/// values are wrong, and <c>error_id</c> where the server failed.
/// </summary>
internal static class Errors
{
    private static readonly KeyValuePair<string, string>[] Challenge = [new("WWW-Authenticate", "Bearer")];

    /// <summary>The response to a refusal.</summary>
    public static BytesResult Render(RequestError error) => new(error.Status, JsonBytes.Render(error, Write))
    {
        Headers = error.Kind == RequestErrorKind.Unauthenticated ? Challenge : null,
    };

    private static void Write(Utf8JsonWriter json, RequestError error)
    {
        json.WriteStartObject();
        json.WriteString("message"u8, Message(error));
        if (HasFields(error))
        {
            json.WriteStartObject("errors"u8);
            foreach (var field in error.Fields.GroupBy(wrong => FieldNames.Of(wrong.Field), wrong => wrong.Message))
            {
                json.WriteStartArray(field.Key);
                foreach (var message in field)
                {
                    json.WriteStringValue(message);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        if (error.ErrorId is { } id)
        {
            json.WriteString("error_id"u8, id);
        }

        json.WriteEndObject();
    }

    private static bool HasFields(RequestError error) =>
        error.Kind is RequestErrorKind.Invalid or RequestErrorKind.Conflict && error.Fields.Count > 0;

    private static string Message(RequestError error) => error.Kind switch
    {
        // What would confirm the change has its name here.
        RequestErrorKind.Forbidden when Names(error, Fields.User) =>
            "This time entry belongs to another user. Provide that user as other_user_id to confirm that you mean it.",
        RequestErrorKind.Forbidden when Names(error, Fields.Users) =>
            "Some of these time entries belong to other users. Set allow_editing_other_users to true to change them.",
        _ when HasFields(error) && error.Fields.Count > 1 =>
            $"{error.Message} (and {error.Fields.Count - 1} more error{(error.Fields.Count > 2 ? "s" : "")})",
        _ => error.Message,
    };

    private static bool Names(RequestError error, string field) => error.Fields.Count == 1 && error.Fields[0].Field == field;
}
