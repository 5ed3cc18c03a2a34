using System.Text.Json;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timely.Mapping;
using Polychron.Domain.Errors;

namespace Polychron.Dialects.Timely;

/// <summary>
/// The one place where refusals become Timely's errors: <c>{"errors":{"message":...}}</c>, and where values are wrong
/// <c>{"errors":{field:[...]}}</c> with status 422. An account the caller is not in looks like one that does not exist.
/// </summary>
internal static class Errors
{
    private static readonly KeyValuePair<string, string>[] Challenge = [new("WWW-Authenticate", "Bearer")];

    /// <summary>The response to a refusal.</summary>
    public static BytesResult Render(RequestError error) => new(Status(error), JsonBytes.Render(error, Write), TimelyDialect.Json)
    {
        Headers = error.Kind == RequestErrorKind.Unauthenticated ? Challenge : null,
    };

    private static int Status(RequestError error) => error.Kind switch
    {
        RequestErrorKind.NotMember => 404,
        RequestErrorKind.Conflict when error.Fields.Count > 0 => 422,
        _ => error.Status,
    };

    /// <summary>Writes what is wrong: fields with their complaints, or one message.</summary>
    public static void WriteErrors(Utf8JsonWriter json, RequestError error)
    {
        json.WriteStartObject();
        if (error.Kind is RequestErrorKind.Invalid or RequestErrorKind.Conflict && error.Fields.Count > 0)
        {
            WriteFields(json, error);
        }
        else
        {
            json.WriteString("message"u8, Message(error));
            if (error.ErrorId is { } id)
            {
                json.WriteString("id"u8, id);
            }
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RequestError error)
    {
        json.WriteStartObject();
        json.WritePropertyName("errors"u8);
        WriteErrors(json, error);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, RequestError error)
    {
        foreach (var field in error.Fields.GroupBy(wrong => FieldNames.Of(wrong.Field), Complaint))
        {
            json.WriteStartArray(field.Key);
            foreach (var message in field)
            {
                json.WriteStringValue(message);
            }

            json.WriteEndArray();
        }
    }

    // What follows the field's name, as in "name can't be blank": clients put the two together.
    private static string Complaint(FieldError wrong)
    {
        var subject = $"The {wrong.Field} field ";
        return wrong.Message.StartsWith(subject, StringComparison.Ordinal) ? wrong.Message[subject.Length..].TrimEnd('.') : wrong.Message;
    }

    private static string Message(RequestError error) => error.Kind switch
    {
        // One text for all of them: what is hidden must not be told from what is not there.
        RequestErrorKind.NotFound or RequestErrorKind.NotMember => "Not Found",
        RequestErrorKind.Unauthenticated => "Unauthorized",
        _ => error.Message,
    };
}
