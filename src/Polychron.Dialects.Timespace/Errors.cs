using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Polychron.Dialects.Errors;
using Polychron.Dialects.Replies;
using Polychron.Dialects.Timespace.Languages;

namespace Polychron.Dialects.Timespace;

/// <summary>
/// The one place where refusals become this API's errors: <c>{"error":{"code","message","detail"?,"fields"?,"id"?}}</c>, the
/// message in the language of the path. A cloud that the caller is not in looks like one that does not exist.
/// </summary>
internal static class Errors
{
    /// <summary>The code of the refusal of a list without <c>limit</c>, which the document demands.</summary>
    public const string LimitRequired = "limit_required";

    // The scheme of draft-broyer-http-cookie-auth: HTTP asks every 401 for a challenge.
    private static readonly KeyValuePair<string, string>[] Challenge =
        [new("WWW-Authenticate", $"Cookie realm=\"Timespace\", cookie-name=\"{KeyCookie.Name}\"")];

    /// <summary>The response to a refusal.</summary>
    public static BytesResult Render(RequestError error, Language language) =>
        new(Status(error), JsonBytes.Render((error, language), static (json, one) => Write(json, one.error, one.language)))
        {
            Headers = error.Kind == RequestErrorKind.Unauthenticated ? Challenge : null,
        };

    /// <summary>The language that a path asks for: its part after the id.</summary>
    public static Language LanguageOf(HttpRequest request) =>
        LanguageTags.Read(request.Path.Value?.Split('/') is { Length: > 3 } parts ? parts[3] : null);

    private static int Status(RequestError error) => error.Kind == RequestErrorKind.NotMember ? 404 : error.Status;

    private static void Write(Utf8JsonWriter json, RequestError error, Language language)
    {
        var isHidden = error.Kind is RequestErrorKind.NotFound or RequestErrorKind.NotMember;
        var isNamed = error.Code == LimitRequired;
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("code"u8, isNamed ? LimitRequired : Code(isHidden ? RequestErrorKind.NotFound : error.Kind));
        json.WriteString("message"u8, isNamed ? Texts.Of(language, "error.LimitRequired") : Texts.Error(language, error.Kind));

        // What is hidden must not be told from what is not there.
        if (!isHidden && !isNamed && error.Kind is not (RequestErrorKind.Unauthenticated or RequestErrorKind.Internal))
        {
            json.WriteString("detail"u8, error.Message);
        }

        if (error.Fields.Count > 0)
        {
            json.WriteStartArray("fields"u8);
            foreach (var field in error.Fields)
            {
                json.WriteStartObject();
                json.WriteString("key"u8, FieldNames.Of(field.Field));
                json.WriteString("label"u8, Label(language, FieldNames.Of(field.Field)));
                json.WriteString("message"u8, isNamed ? Texts.Of(language, "error.LimitRequired") : field.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (error.ErrorId is { } id)
        {
            json.WriteString("id"u8, id);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Label(Language language, string key)
    {
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var name = dot < 0 ? key : key[..dot];
        return Texts.Table.ContainsKey($"field.{name}") ? Texts.Field(language, name) : name;
    }

    private static string Code(RequestErrorKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
