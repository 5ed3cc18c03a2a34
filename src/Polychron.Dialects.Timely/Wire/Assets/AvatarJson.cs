using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Wire.Assets;

/// <summary>
/// URLs of the pictures of people: this server draws them from a name's initials. The digest of the e-mail address chooses the
/// colour, so nobody else is asked for a picture and the address is not in the URL.
/// </summary>
internal static class AvatarJson
{
    private const int LargeRetina = 200;
    private const int Large = 100;
    private const int MediumRetina = 50;
    private const int Medium = 25;

    /// <summary>Writes the pictures beside a user's own page.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        Begin(json, viewer, member);
        Add(json, "small_retina", viewer, member, Medium);
        Add(json, "small", viewer, member, Medium);
        json.WriteEndObject();
    }

    /// <summary>Writes the pictures where a user is named beside something else.</summary>
    public static void WriteBrief(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        Begin(json, viewer, member);
        Add(json, "timeline", viewer, member, MediumRetina);
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        json.WriteStartObject("avatar"u8);
        Add(json, "large_retina", viewer, member, LargeRetina);
        Add(json, "large", viewer, member, Large);
        Add(json, "medium_retina", viewer, member, MediumRetina);
        Add(json, "medium", viewer, member, Medium);
    }

    private static void Add(Utf8JsonWriter json, string name, Viewer viewer, Member member, int size) =>
        json.WriteString(name, $"{viewer.Base}/timely/assets/avatars/{Digest(member.Email)}?i={Initials.Of(member.Name)}&s={size}");

    private static string Digest(string email) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant())));
}
