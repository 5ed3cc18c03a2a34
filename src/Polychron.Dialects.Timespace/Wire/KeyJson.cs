using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Replies;
using Polychron.Domain.Users;

namespace Polychron.Dialects.Timespace.Wire;

/// <summary>API keys of robot users in JSON.</summary>
internal static class KeyJson
{
    /// <summary>A new key with its text and the cookie that it is, which are shown this once; null where they were shown before.</summary>
    public static byte[] New(ApiToken key, string? secret) => JsonBytes.Render((key, secret), static (json, one) =>
    {
        json.WriteStartObject();
        WriteMembers(json, one.key);
        json.WriteString("api_key"u8, one.secret);
        json.WriteString("cookie"u8, one.secret is null ? null : $"{KeyCookie.Name}={one.secret}");
        json.WriteEndObject();
    });

    /// <summary>The list: <c>[{id,name,created_at,last_used_at}]</c>.</summary>
    public static byte[] List(IReadOnlyList<(ApiToken Key, Instant? LastUsedAt)> keys) => JsonBytes.Render(
        keys,
        static (json, keys) =>
        {
            json.WriteStartArray();
            foreach (var (key, lastUsedAt) in keys)
            {
                json.WriteStartObject();
                WriteMembers(json, key);
                json.WritePropertyName("last_used_at"u8);
                if (lastUsedAt is { } at)
                {
                    json.WriteInstantValue(at);
                }
                else
                {
                    json.WriteNullValue();
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });

    private static void WriteMembers(Utf8JsonWriter json, ApiToken key)
    {
        json.WriteNumber("id"u8, key.Id);
        json.WriteString("name"u8, key.Name);
        json.WriteInstant("created_at", key.CreatedAt);
    }
}
