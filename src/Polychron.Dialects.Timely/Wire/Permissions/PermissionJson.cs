using System.Text.Json;
using Polychron.Domain.Members;
using Polychron.UseCases.Permissions;

namespace Polychron.Dialects.Timely.Wire.Permissions;

/// <summary>What a user may do, resource by resource.</summary>
internal static class PermissionJson
{
    private static readonly string[] All = ["create", "read", "update", "delete"];
    private static readonly string[] Read = ["read"];

    /// <summary>Writes the list.</summary>
    public static void Write(Utf8JsonWriter json, Viewer viewer, Member member)
    {
        var isAdmin = ManagePermit.ManagesPeople(member);
        var work = ManagePermit.ManagesWork(member) ? All : Read;
        json.WriteStartArray();
        WriteOne(json, "user", isAdmin ? [.. All, "notify"] : Read);
        WriteOne(json, "project", work);
        WriteOne(json, "label", work);
        WriteOne(json, "company", work);
        WriteOne(json, "team", isAdmin ? All : Read);
        WriteOne(json, "account", isAdmin ? ["create", "read", "update", "manage_plan", "manage_subscriptions", "manage_dev"] : Read);
        WriteOne(json, "report", work);
        WriteOne(json, "forecast", isAdmin ? All : []);
        WriteOne(json, "invoice", isAdmin ? All : []);
        json.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter json, string resource, string[] permissions)
    {
        json.WriteStartObject();
        json.WriteString("resource"u8, resource);
        json.WriteStartArray("permissions"u8);
        foreach (var permission in permissions)
        {
            json.WriteStringValue(permission);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
