using Polychron.Dialects.Replies;
using Polychron.Domain.Users;

namespace Polychron.Dialects.Timedash.Resources;

/// <summary>An API key of the caller: a token of the user.</summary>
internal static class ApiKeys
{
    public static readonly Resource<ApiToken> Resource = new(
        "api_key",
        token => token.Id,
        [
            new("name", PropertyKind.Text, "What its user calls it: 1 to 200 characters.", (token, _) => PropertyValue.Of(token.Name)),
            new("current", PropertyKind.Boolean, "Whether it is the key of this request.", (token, viewer) => PropertyValue.Of(token.Id == viewer.TokenId)),
            new("requests_per_minute", PropertyKind.Integer, "How many requests it may make in a minute, where that was raised or lowered; null: 120.", (token, _) => PropertyValue.Of(token.RequestsPerMinute)) { IsNullable = true },
            new("created", PropertyKind.Moment, "When it was created.", (token, _) => PropertyValue.Of(token.CreatedAt)),
            new("updated", PropertyKind.Moment, "When it was last changed.", (token, _) => PropertyValue.Of(token.UpdatedAt)),
        ]);

    /// <summary>The ETag.</summary>
    public static string ETag(ApiToken token, Viewer viewer) =>
        $"\"{token.Id}-{token.Version}-{(token.Id == viewer.TokenId ? 1 : 0)}\"";

    /// <summary>A new key with its text, which is shown nowhere else; null where it is not shown again.</summary>
    public static byte[] RenderNew(ApiToken token, string? secret, Viewer viewer) =>
        JsonBytes.Render((token, secret, viewer), static (json, made) =>
        {
            json.WriteStartObject();
            Resource.WriteMembers(json, made.token, made.viewer);
            json.WriteString("key"u8, made.secret);
            json.WriteEndObject();
        });
}
