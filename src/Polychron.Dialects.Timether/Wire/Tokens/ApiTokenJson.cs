using System.Text.Json;
using NodaTime;
using Polychron.Dialects.Bodies;
using Polychron.Dialects.Dates;
using Polychron.Dialects.Timether.Wire.Bodies;
using Polychron.Domain.Users;

namespace Polychron.Dialects.Timether.Wire.Tokens;

/// <summary>An API token as Timether shows and reads it. Its text is shown once, by whoever created it ("Creating an API token").</summary>
internal static class ApiTokenJson
{
    /// <summary>The key that a body may be wrapped in.</summary>
    public const string Key = "api_token";

    /// <summary>Writes a token as a value.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="token">The token.</param>
    /// <param name="lastUsedAt">When it was last used, to a few minutes, or null.</param>
    /// <param name="secret">Its text, in the answer to its creation alone.</param>
    /// <param name="isNew">Whether this is the answer to its creation: a repeated one has no text any more.</param>
    public static void Write(Utf8JsonWriter json, ApiToken token, Instant? lastUsedAt, string? secret = null, bool isNew = false)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, token.Id);
        json.WriteString("name"u8, token.Name);
        json.WriteId("workspace_id", token.WorkspaceId);
        if (isNew)
        {
            json.WriteString("token"u8, secret);
        }

        json.WriteInstantOrNull("last_used_at", lastUsedAt);
        json.WriteInstantOrNull("revoked_at", token.RevokedAt);
        json.WriteInstant("created_at", token.CreatedAt);
        json.WriteEndObject();
    }

    /// <summary>Reads the name of a new token.</summary>
    public static string ReadName(JsonBody body)
    {
        var reader = TimetherBody.Read(body, Key);
        reader.Require("name");
        var name = reader.Text("name", 200).Or(null) ?? "";
        reader.ThrowIfInvalid();
        return name;
    }
}
