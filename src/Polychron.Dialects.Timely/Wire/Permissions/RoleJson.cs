using System.Text.Json;
using Polychron.Dialects.Timely.Mapping;

namespace Polychron.Dialects.Timely.Wire.Permissions;

/// <summary>A role as Timely lists it.</summary>
internal static class RoleJson
{
    /// <summary>Writes a role as a value. Rates cannot be hidden from an admin.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, TimelyRole role)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, role.Id);
        json.WriteString("name"u8, role.Name);
        json.WriteString("display_name"u8, role.DisplayName);
        json.WriteString("description"u8, role.Description);
        json.WriteStartArray("scopes"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, "hide_hourly_rate"u8);
        json.WriteString("display_name"u8, "Hide rate"u8);
        json.WriteString("description"u8, "Hide hourly rates for this user"u8);
        json.WriteBoolean("default"u8, false);
        json.WriteStartArray("options"u8);
        if (role != TimelyRole.Admin)
        {
            json.WriteBooleanValue(true);
        }

        json.WriteBooleanValue(false);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteBoolean("default"u8, role == TimelyRole.Manager);
        json.WriteEndObject();
    }
}
