using System.Text.Json;
using System.Text.Unicode;
using Polychron.Dialects.Errors;

namespace Polychron.Dialects.Bodies;

/// <summary>
/// Parses a body strictly (RFC 8259 within the bounds of I-JSON, RFC 7493): what two parsers may understand in two
/// ways, such as a member given twice or half of a surrogate pair, is refused instead of guessed.
/// </summary>
internal static class JsonParser
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JsonBody.MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = JsonBody.MaxDepth };
    private static readonly JsonReaderOptions Tokens = new() { MaxDepth = JsonBody.MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static JsonBody Parse(byte[] bytes, BodyRules rules, bool takesLastOfDoubles = false)
    {
        var json = bytes.AsSpan();
        if (json.StartsWith(ByteOrderMark))
        {
            json = json[ByteOrderMark.Length..];
        }

        if (!Utf8.IsValid(json))
        {
            throw Malformed("it is not UTF-8");
        }

        RefuseLoneSurrogates(json);
        var root = ParseStrictly(json, takesLastOfDoubles ? Lenient : Strict);
        if (rules == BodyRules.OptionalOrNothing && IsNothing(root))
        {
            root = JsonBody.Empty.Root;
        }

        return rules == BodyRules.AnyValue || root.ValueKind == JsonValueKind.Object
            ? new JsonBody(root, bytes)
            : throw new RequestException(RequestErrorKind.BadRequest, "The body has to be a JSON object.");
    }

    // What axios makes of a body that is null, and PHP of a map without members.
    private static bool IsNothing(JsonElement root) =>
        root.ValueKind == JsonValueKind.Null || (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 0);

    private static JsonElement ParseStrictly(ReadOnlySpan<byte> json, JsonDocumentOptions options)
    {
        try
        {
            return JsonElement.Parse(json, options);
        }
        catch (JsonException refused)
        {
            throw Explain(json, refused);
        }
    }

    // The parser's own messages quote the body; only its position is passed on.
    private static RequestException Explain(ReadOnlySpan<byte> json, JsonException refused)
    {
        try
        {
            _ = JsonElement.Parse(json, Lenient);
            return Malformed("an object has the same member twice");
        }
        catch (JsonException)
        {
            return At(refused);
        }
    }

    private static RequestException At(JsonException refused) =>
        Malformed($"line {refused.LineNumber + 1}, byte {refused.BytePositionInLine + 1}");

    // Only an escape can make one, since the bytes are valid UTF-8.
    private static void RefuseLoneSurrogates(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0)
        {
            return;
        }

        var reader = new Utf8JsonReader(json, Tokens);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            throw Malformed("a text has half of a surrogate pair");
        }
        catch (JsonException refused)
        {
            throw At(refused);
        }
    }

    private static RequestException Malformed(string why) =>
        new(RequestErrorKind.BadRequest, $"The body is not valid JSON: {why}.");
}
