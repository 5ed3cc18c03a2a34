using System.Text.Json;
using Polychron.Domain.Workspaces;

namespace Polychron.Dialects.Timely.Wire.Assets;

/// <summary>URLs of an account's logo, which this server draws from its name and colour.</summary>
internal static class LogoJson
{
    /// <summary>Writes the logo's three sizes.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Workspace account)
    {
        json.WriteStartObject("logo"u8);
        Add(json, "large_retina", viewer, account, 200);
        Add(json, "medium_retina", viewer, account, 100);
        Add(json, "small_retina", viewer, account, 50);
        json.WriteBoolean("brand_logo"u8, false);
        json.WriteEndObject();
    }

    private static void Add(Utf8JsonWriter json, string name, Viewer viewer, Workspace account, int size) => json.WriteString(
        name, $"{viewer.Base}/timely/assets/logos/{Colors.Show(account.Color)}?i={Initials.Of(account.Name)}&s={size}");
}
