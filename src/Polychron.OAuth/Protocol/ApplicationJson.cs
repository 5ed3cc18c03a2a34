using System.Text.Json;
using Polychron.Dialects.Bodies;
using Polychron.Domain.OAuth;
using Polychron.UseCases.OAuth;

namespace Polychron.OAuth.Protocol;

/// <summary>An application in JSON.</summary>
internal static class ApplicationJson
{
    private const string Wrapper = "oauth_application";
    private const int MaxText = 20_000;

    /// <summary>What to register, with or without its wrapper. The redirect URIs are an array, or a text with one on a line.</summary>
    public static RegisterApplication.Command Read(JsonBody body)
    {
        var wrapped = body.Root.TryGetProperty(Wrapper, out var inner) && inner.ValueKind == JsonValueKind.Object;
        var reader = body.Read(wrapper: wrapped ? Wrapper : null);
        reader.Require("name");
        var name = reader.Text("name", 200).Or(null) ?? "";
        var isConfidential = reader.Boolean("confidential").Or(null) ?? true;
        var uris = reader.Has("redirect_uris") ? Uris(reader, "redirect_uris") : Uris(reader, "redirect_uri");
        reader.ThrowIfInvalid();
        return new RegisterApplication.Command(name, uris, isConfidential);
    }

    /// <summary>The redirect URIs of a text with one on a line.</summary>
    public static string[] Lines(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The members.</summary>
    public static void Write(Utf8JsonWriter json, OAuthApplication application)
    {
        json.WriteNumber("id"u8, application.Id);
        json.WriteString("name"u8, application.Name);
        json.WriteString("uid"u8, application.Uid);
        json.WriteStartArray("redirect_uris"u8);
        foreach (var uri in application.RedirectUris)
        {
            json.WriteStringValue(uri);
        }

        json.WriteEndArray();
        json.WriteBoolean("confidential"u8, application.SecretHash is not null);
        json.WriteNumber("created_at"u8, application.CreatedAt.ToUnixTimeSeconds());
    }

    private static string[] Uris(JsonObjectReader reader, string name)
    {
        switch (reader.Value(name).Or(default))
        {
            case { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: <= MaxText } lines:
                return Lines(lines);
            case { ValueKind: JsonValueKind.Array } list when list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String):
                return [.. list.EnumerateArray().Select(item => item.GetString()!)];
            default:
                reader.Fail("redirect_uris", "is an array of texts.");
                return [];
        }
    }
}
