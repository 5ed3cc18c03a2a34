using System.Text.Json;
using Polychron.Dialects.Replies;

namespace Polychron.OAuth.Protocol;

/// <summary>Renders JSON that no cache may keep.</summary>
internal static class OAuthReplies
{
    private static readonly KeyValuePair<string, string>[] NoStore = [new("Cache-Control", "no-store"), new("Pragma", "no-cache")];

    /// <summary>An object whose members are what <paramref name="write"/> writes.</summary>
    public static BytesResult Json<T>(int status, T value, Action<Utf8JsonWriter, T> write, string? challenge = null) =>
        Whole(
            status,
            (value, write),
            static (json, part) =>
            {
                json.WriteStartObject();
                part.write(json, part.value);
                json.WriteEndObject();
            },
            challenge);

    /// <summary>Exactly what <paramref name="write"/> writes.</summary>
    public static BytesResult Whole<T>(int status, T value, Action<Utf8JsonWriter, T> write, string? challenge = null) =>
        new(status, JsonBytes.Render(value, write))
        {
            Headers = challenge is null ? NoStore : [.. NoStore, new("WWW-Authenticate", challenge)],
        };
}
